"""PNG over HTTP: painted here, opens again, and refused in words where it would be too large."""

import base64
import io
from typing import Any

from fastapi.testclient import TestClient
from PIL import Image


def test_a_picture_in_pixels_opens_again(client: TestClient, design: Any, document: Any) -> None:
    small, large = (client.get(f"{design.view}/export.png?scale={scale}").content for scale in (1, 2))
    widths = [Image.open(io.BytesIO(each)).width for each in (small, large)]
    assert abs(widths[1] - 2 * widths[0]) <= 1
    sent = {"files": [{"name": "any.name", "base64": base64.b64encode(large).decode()}]}
    answer = client.post("/api/v1/import", json=sent)
    assert answer.json()["document"] == document, answer.text


def test_an_address_that_ends_in_png_is_a_picture(client: TestClient, design: Any) -> None:
    answer = client.get(f"{design.view.replace('/api/v1/designs', '/d')}.png?theme=dark")
    assert answer.headers["content-type"] == "image/png"
    assert answer.headers["content-disposition"].startswith("inline")
    red, green, blue = Image.open(io.BytesIO(answer.content)).convert("RGB").getpixel((1, 1))
    assert max(red, green, blue) < 60


def test_scales_have_bounds(client: TestClient, design: Any) -> None:
    for scale in ("0", "9", "nan", "x"):
        assert client.get(f"{design.view}/export.png?scale={scale}").status_code == 422, scale


def test_a_picture_that_is_too_large_is_refused_in_words(client: TestClient, design: Any, document: Any) -> None:
    many = [
        {"name": f"v{n}", "location": "westeurope", "addressSpace": [f"10.100.{n}.0/24"], "subnets": []}
        for n in range(200)
    ]
    design.put({**document, "virtualNetworks": [*document["virtualNetworks"], *many]}, 1)
    answer = client.get(f"{design.view}/export.png?scale=8")
    assert (answer.status_code, answer.json()["problems"][0]["code"]) == (422, "too-large")
    assert "smaller scale" in answer.json()["hint"]
