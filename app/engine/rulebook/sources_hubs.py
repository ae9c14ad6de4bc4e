"""Sources on Route Server and Virtual WAN, and the issue threads: name, date and public address. Plain text only."""

TEXT = """
+ RS-FAQ | Route Server FAQ | 2025-09-17
  https://learn.microsoft.com/en-us/azure/route-server/route-server-faq
+ RS-LIM | Route Server limits | 2025-02-07
  https://github.com/MicrosoftDocs/azure-docs/blob/main/articles/route-server/includes/route-server-limits.md
+ RS-CAP | Route Server capacity | 2025-10-31
  https://learn.microsoft.com/en-us/azure/route-server/route-server-capacity
+ RS-CFG | Configure Route Server | 2025-09-17
  https://learn.microsoft.com/en-us/azure/route-server/configure-route-server
+ RS-ERVPN | Route Server with ExpressRoute and VPN | 2023-08-15
  https://learn.microsoft.com/en-us/azure/route-server/expressroute-vpn-support
+ RS-HRP | Route Server routing preference | 2023-07
  https://learn.microsoft.com/en-us/azure/route-server/hub-routing-preference
+ RS-INJ | Default route injection in spokes | 2024-03-13
  https://learn.microsoft.com/en-us/azure/route-server/route-injection-in-spokes
+ RS-NH | Next hop IP support of Route Server | 2022
  https://learn.microsoft.com/en-us/azure/route-server/next-hop-ip
+ RS-DUAL | Dual-homed networks with Route Server | 2021
  https://learn.microsoft.com/en-us/azure/route-server/about-dual-homed-network
+ RS-TRB | Troubleshoot Route Server | 2023-12-17
  https://learn.microsoft.com/en-us/azure/route-server/troubleshoot-route-server
+ RS-RM | Route maps of Route Server | 2026-07-17
  https://learn.microsoft.com/en-us/azure/route-server/route-maps-about
+ VW-RT | About virtual hub routing | 2024-12-10
  https://learn.microsoft.com/en-us/azure/virtual-wan/about-virtual-hub-routing
+ VW-DEEP | Virtual WAN routing deep dive | 2022
  https://learn.microsoft.com/en-us/azure/virtual-wan/routing-deep-dive
+ VW-HRP | Virtual hub routing preference | 2024-12-10
  https://learn.microsoft.com/en-us/azure/virtual-wan/about-virtual-hub-routing-preference
+ VW-RI | Routing intent and routing policies | 2025-08-01
  https://learn.microsoft.com/en-us/azure/virtual-wan/how-to-routing-policies
+ VW-INET | Internet routing in Virtual WAN | 2025-11
  https://learn.microsoft.com/en-us/azure/virtual-wan/about-internet-routing
+ VW-STAT | Static routes in Virtual WAN | 2026-04-27
  https://learn.microsoft.com/en-us/azure/virtual-wan/static-routes
+ VW-BGP | BGP peering with a virtual hub | 2025-04-21
  https://learn.microsoft.com/en-us/azure/virtual-wan/scenario-bgp-peering-hub
+ VW-NVA | Appliances in a virtual hub | 2023-11
  https://learn.microsoft.com/en-us/azure/virtual-wan/about-nva-hub
+ VW-RM | Route maps of virtual hubs | 2025-04
  https://learn.microsoft.com/en-us/azure/virtual-wan/route-maps-about
+ VW-NEW | What's new and known issues of Virtual WAN | 2025-03-27
  https://learn.microsoft.com/en-us/azure/virtual-wan/whats-new
+ VW-FAQ | Virtual WAN FAQ | 2023
  https://learn.microsoft.com/en-us/azure/virtual-wan/virtual-wan-faq
+ VW-ER | ExpressRoute in Virtual WAN | 2025-03-26
  https://learn.microsoft.com/en-us/azure/virtual-wan/virtual-wan-expressroute-about
+ VW-POL | Connection policies of virtual hubs | 2026-03-18
  https://learn.microsoft.com/en-us/azure/virtual-wan/how-to-connection-policy
+ VW-LIM | Virtual hub settings and limits | 2023-08-24
  https://learn.microsoft.com/en-us/azure/virtual-wan/hub-settings
+ L-HUBLESS | dual-hub-hubless-region-ars lab | 2026-08-22
  https://github.com/erjosito/net-lab-builder/tree/main/labs/dual-hub-hubless-region-ars
+ L-INTER | dual-hub-interconnect-ars-route-policy lab | 2026-08-22
  https://github.com/erjosito/net-lab-builder/tree/main/labs/dual-hub-interconnect-ars-route-policy
+ L-DUALER | vwan-dual-er-symmetric lab | 2026-06
  https://github.com/erjosito/net-lab-builder/tree/main/labs/vwan-dual-er-symmetric
+ L-RMSUM | vwan-routemap-summarization lab | 2026
  https://github.com/erjosito/net-lab-builder/tree/main/labs/vwan-routemap-summarization
+ L-HAIR6 | msee-hairpin-hns-vwan-ipv6 lab | 2026
  https://github.com/erjosito/net-lab-builder/tree/main/labs/msee-hairpin-hns-vwan-ipv6
+ L-MEGA | expressroute-megaport-bgp lab | 2026
  https://github.com/erjosito/net-lab-builder/tree/main/labs/expressroute-megaport-bgp
+ B-JOSE-ER | Connecting your NVAs to ExpressRoute with Route Server | 2021-03-08
  https://blog.cloudtrooper.net/2021/03/08/connecting-your-nvas-to-expressroute-with-azure-route-server/
+ B-JOSE-8P | Going beyond 8 peers in Azure Route Server | 2025-09-22
  https://blog.cloudtrooper.net/2025/09/22/going-beyond-8-peers-in-azure-route-server/
+ B-JOSE-ST | Propagation of Virtual WAN static routes | 2025-11-07
  https://blog.cloudtrooper.net/2025/11/07/virtual-wan-static-routes-propagation
+ L-FAB-DH | rs-dualhome-s2s-vpn lab | 2021-05
  https://github.com/fabferri/az-pattern/tree/master/route-server/rs-dualhome-s2s-vpn
+ L-FAB-2ER | rs-dualhome-2er-circuits lab | 2021-05
  https://github.com/fabferri/az-pattern/tree/master/route-server/rs-dualhome-2er-circuits
+ L-FAB-FW | rs-firewall lab | 2021-08
  https://github.com/fabferri/az-pattern/tree/master/route-server/rs-firewall
+ L-FAB-RI | 2hubs-routing-intent lab | 2023-08
  https://github.com/fabferri/az-pattern/tree/master/vwan1/2hubs-routing-intent
+ L-FAB-ISO | 02-vwan-isolating-vnets-with-s2s lab | 2021-09
  https://github.com/fabferri/az-pattern/tree/master/vwan/02-vwan-isolating-vnets-with-s2s
+ L-FAB-BGP | 03-vwan-route-through-nva-bgp labs | 2021-10
  https://github.com/fabferri/az-pattern/tree/master/vwan/03-vwan-route-through-nva-bgp-2
+ L-FAB-ST | 03-vwan-route-through-nva-static-routing lab | 2021-09
  https://github.com/fabferri/az-pattern/tree/master/vwan/03-vwan-route-through-nva-static-routing
+ L-FAB-SSR | vwan-juniper-ssr lab | 2022-01
  https://github.com/fabferri/az-pattern/tree/master/vwan/vwan-juniper-ssr
+ L-FAB-V2V | 03-vwan-azfw-v2v lab | 2021
  https://github.com/fabferri/az-pattern/tree/master/vwan/03-vwan-azfw-v2v
+ L-FAB-CHILD | vwan-securehubs-spoke-and-child-spoke-s2s lab | 2026-05-02
  https://github.com/fabferri/az-pattern/tree/master/vwan1/vwan-securehubs-spoke-and-child-spoke-s2s
+ L-MALG-NA | Route Server no-advertise lab | 2022-11
  https://github.com/malgebary/Azure-Route-Server-No-Advertise-Feature
+ L-ADT | Route Server dual-home lab | 2023-02
  https://github.com/adtork/Azure-Route-Server-Dual-Home
+ L-MDZ | azure-route-server-lab | 2025-04-03
  https://github.com/mddazure/azure-route-server-lab
+ L-JOC | ExpressRoute transit with Route Server | 2021
  https://github.com/jocortems/azurehybridnetworking
+ L-DM | azure-virtualwan labs | 2022-2026
  https://github.com/dmauser/azure-virtualwan
+ L-DM-NH | azure-virtualwan-nexthop lab | 2025-06
  https://github.com/dmauser/azure-virtualwan-nexthop
+ L-DM-COEX | azure-er-vpn-coexistence lab | undated
  https://github.com/dmauser/azure-er-vpn-coexistence
+ L-AS-HRP | vwan-hrp-aspath-lab | 2026-04-20
  https://github.com/adstuart/vwan-hrp-aspath-lab
+ L-AS-ASN | azure-vwan-routemaps-asn lab | 2023-09
  https://github.com/adstuart/azure-vwan-routemaps-asn
+ L-AS-DEF | azure-vwan-defaultroute lab | undated
  https://github.com/adstuart/azure-vwan-defaultroute
+ L-CW | azure-vwan-bgp-interhub-lab | 2026-06-26
  https://github.com/colinweiner111/azure-vwan-bgp-interhub-lab
+ L-SAT | azure-vwan-nva-bgp-lab | undated
  https://github.com/sathish8810/azure-vwan-nva-bgp-lab
+ GH-OVERLAP | Azure/ResourceModules issue 731 | undated
  https://github.com/Azure/ResourceModules/issues/731
+ GH-QUICK | Azure/azure-quickstart-templates issue 7730 | undated
  https://github.com/Azure/azure-quickstart-templates/issues/7730
+ GH-BICEP | Azure/bicep issue 12191 | undated
  https://github.com/Azure/bicep/issues/12191
+ GH-HUBNET | Azure/terraform-azurerm-hubnetworking issue 48 | undated
  https://github.com/Azure/terraform-azurerm-hubnetworking/issues/48
+ GH-CAF | aztfmod/terraform-azurerm-caf issue 868 | undated
  https://github.com/aztfmod/terraform-azurerm-caf/issues/868
+ GH-AIML | Azure/terraform-azurerm-avm-ptn-aiml-landing-zone issue 28 | undated
  https://github.com/Azure/terraform-azurerm-avm-ptn-aiml-landing-zone/issues/28
+ GH-NAV | microsoft/nav-arm-templates issue 161 | undated
  https://github.com/microsoft/nav-arm-templates/issues/161
+ GH-TF | hashicorp/terraform-provider-azurerm issue 32724 | undated
  https://github.com/hashicorp/terraform-provider-azurerm/issues/32724
+ GH-51082 | MicrosoftDocs/azure-docs issue 51082 | undated
  https://github.com/MicrosoftDocs/azure-docs/issues/51082
+ GH-53704 | MicrosoftDocs/azure-docs issue 53704 | undated
  https://github.com/MicrosoftDocs/azure-docs/issues/53704
+ GH-90522 | MicrosoftDocs/azure-docs issue 90522 | undated
  https://github.com/MicrosoftDocs/azure-docs/issues/90522
+ GH-79948 | MicrosoftDocs/azure-docs issue 79948 | undated
  https://github.com/MicrosoftDocs/azure-docs/issues/79948
+ GH-110829 | MicrosoftDocs/azure-docs issue 110829 | undated
  https://github.com/MicrosoftDocs/azure-docs/issues/110829
+ GH-16571 | MicrosoftDocs/azure-docs issue 16571 | undated
  https://github.com/MicrosoftDocs/azure-docs/issues/16571
+ GH-62263 | MicrosoftDocs/azure-docs issue 62263 | undated
  https://github.com/MicrosoftDocs/azure-docs/issues/62263
+ GH-100752 | MicrosoftDocs/azure-docs issue 100752 | undated
  https://github.com/MicrosoftDocs/azure-docs/issues/100752
+ GH-103212 | MicrosoftDocs/azure-docs issue 103212 | undated
  https://github.com/MicrosoftDocs/azure-docs/issues/103212
+ GH-76117 | MicrosoftDocs/azure-docs issue 76117 | undated
  https://github.com/MicrosoftDocs/azure-docs/issues/76117
+ GH-96534 | MicrosoftDocs/azure-docs issue 96534 | undated
  https://github.com/MicrosoftDocs/azure-docs/issues/96534
+ GH-108150 | MicrosoftDocs/azure-docs issue 108150 | undated
  https://github.com/MicrosoftDocs/azure-docs/issues/108150
+ GH-89668 | MicrosoftDocs/azure-docs issue 89668 | undated
  https://github.com/MicrosoftDocs/azure-docs/issues/89668
+ GH-19326 | MicrosoftDocs/azure-docs issue 19326 | undated
  https://github.com/MicrosoftDocs/azure-docs/issues/19326
+ GH-18641 | MicrosoftDocs/azure-docs issue 18641 | undated
  https://github.com/MicrosoftDocs/azure-docs/issues/18641
+ GH-67804 | MicrosoftDocs/azure-docs issue 67804 | undated
  https://github.com/MicrosoftDocs/azure-docs/issues/67804
+ GH-103997 | MicrosoftDocs/azure-docs issue 103997 | undated
  https://github.com/MicrosoftDocs/azure-docs/issues/103997
+ GH-40207 | MicrosoftDocs/azure-docs issue 40207 | undated
  https://github.com/MicrosoftDocs/azure-docs/issues/40207
+ GH-55392 | MicrosoftDocs/azure-docs issue 55392 | undated
  https://github.com/MicrosoftDocs/azure-docs/issues/55392
+ GH-93304 | MicrosoftDocs/azure-docs issue 93304 | undated
  https://github.com/MicrosoftDocs/azure-docs/issues/93304
+ GH-97535 | MicrosoftDocs/azure-docs issue 97535 | undated
  https://github.com/MicrosoftDocs/azure-docs/issues/97535
+ GH-78042 | MicrosoftDocs/azure-docs issue 78042 | undated
  https://github.com/MicrosoftDocs/azure-docs/issues/78042
+ GH-16875 | MicrosoftDocs/azure-docs issue 16875 | undated
  https://github.com/MicrosoftDocs/azure-docs/issues/16875
+ GH-68187 | MicrosoftDocs/azure-docs issue 68187 | undated
  https://github.com/MicrosoftDocs/azure-docs/issues/68187
+ GH-128635 | MicrosoftDocs/azure-docs pull request 128635 | undated
  https://github.com/MicrosoftDocs/azure-docs/pull/128635
+ GH-121427 | MicrosoftDocs/azure-docs pull request 121427 | undated
  https://github.com/MicrosoftDocs/azure-docs/pull/121427
+ GH-123038 | MicrosoftDocs/azure-docs pull request 123038 | undated
  https://github.com/MicrosoftDocs/azure-docs/pull/123038
+ GH-AZ | Deployment errors quoted in issue trackers, thread not retained | undated
  https://github.com/MicrosoftDocs/azure-docs/issues
+ GH-BASTION | Azure/Azure-Landing-Zones issue 1679 | undated
  https://github.com/Azure/Azure-Landing-Zones/issues/1679
+ GH-40561 | MicrosoftDocs/azure-docs issue 40561 | undated
  https://github.com/MicrosoftDocs/azure-docs/issues/40561
+ GH-NSG | Azure-Terraform/terraform-azurerm-virtual-network issue 18 | undated
  https://github.com/Azure-Terraform/terraform-azurerm-virtual-network/issues/18
+ GH-AA | Azure/ALZ-Bicep issue 768 | undated
  https://github.com/Azure/ALZ-Bicep/issues/768
+ GH-AAP2S | hashicorp/terraform-provider-azurerm issue 10425 | undated
  https://github.com/hashicorp/terraform-provider-azurerm/issues/10425
+ GH-BUSY | hashicorp/terraform-provider-azurerm issue 2605 | undated
  https://github.com/hashicorp/terraform-provider-azurerm/issues/2605
+ GH-27351 | MicrosoftDocs/azure-docs issue 27351 | undated
  https://github.com/MicrosoftDocs/azure-docs/issues/27351
+ GH-CIRCUIT | oracle-quickstart/oci-azure-interconnect issue 8 | undated
  https://github.com/oracle-quickstart/oci-azure-interconnect/issues/8
+ GH-ZONES | Azure/ResourceModules issue 2609 | undated
  https://github.com/Azure/ResourceModules/issues/2609
+ GH-REGIONAL | Azure/Azure-Landing-Zones issue 2660 | undated
  https://github.com/Azure/Azure-Landing-Zones/issues/2660
+ GH-ASN0 | Azure/azure-xplat-cli issue 3413 | undated
  https://github.com/Azure/azure-xplat-cli/issues/3413
+ GH-SUBNET | Azure/azure-cli issue 10917 | undated
  https://github.com/Azure/azure-cli/issues/10917
"""
