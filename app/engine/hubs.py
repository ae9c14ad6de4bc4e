"""Virtual WAN hubs in the fabric: one speaker for each hub route table, fed by connections and by other hubs."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.engine.fabric import FabricBuilder


class HubFabric:
    """Adds the hubs' speakers and sessions to a fabric under construction."""

    def __init__(self, builder: "FabricBuilder") -> None:
        self.builder = builder

    def build(self) -> None:
        """Adds everything of the network's hubs."""
