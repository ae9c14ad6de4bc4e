"""Sources on virtual networks, gateways and ExpressRoute: name, date and public address. Plain text only."""

TEXT = """
+ UDR | Azure virtual network traffic routing | 2024-10-30
  https://learn.microsoft.com/en-us/azure/virtual-network/virtual-networks-udr-overview
+ RT | Create, change or delete a route table | undated
  https://learn.microsoft.com/en-us/azure/virtual-network/manage-route-table
+ PEER | Virtual network peering | undated
  https://learn.microsoft.com/en-us/azure/virtual-network/virtual-network-peering-overview
+ PEER-T | Troubleshoot virtual network peering | undated
  https://learn.microsoft.com/en-us/azure/virtual-network/virtual-network-troubleshoot-peering-issues
+ SUBP | Configure subnet peering | undated
  https://learn.microsoft.com/en-us/azure/virtual-network/how-to-configure-subnet-peering
+ VNFAQ | Azure Virtual Network FAQ | undated
  https://learn.microsoft.com/en-us/azure/virtual-network/virtual-networks-faq
+ PENP | Manage network policies for private endpoints | undated
  https://learn.microsoft.com/en-us/azure/private-link/disable-private-endpoint-network-policy
+ VPNFAQ | VPN Gateway FAQ | undated
  https://learn.microsoft.com/en-us/azure/vpn-gateway/vpn-gateway-vpn-faq
+ VPNSET | About VPN Gateway configuration settings | undated
  https://learn.microsoft.com/en-us/azure/vpn-gateway/vpn-gateway-about-vpn-gateway-settings
+ VPNHA | Highly available cross-premises and VNet-to-VNet connectivity | undated
  https://learn.microsoft.com/en-us/azure/vpn-gateway/vpn-gateway-highlyavailable
+ VPNBGP | About BGP with VPN Gateway | undated
  https://learn.microsoft.com/en-us/azure/vpn-gateway/vpn-gateway-bgp-overview
+ VPNNAT | About NAT on VPN Gateway | undated
  https://learn.microsoft.com/en-us/azure/vpn-gateway/nat-overview
+ V2V | Configure a VNet-to-VNet VPN connection | undated
  https://learn.microsoft.com/en-us/azure/vpn-gateway/vpn-gateway-vnet-vnet-rm-ps
+ S2ST | About forced tunneling for site-to-site | 2025
  https://learn.microsoft.com/en-us/azure/vpn-gateway/about-site-to-site-tunneling
+ P2SR | About point-to-site VPN routing | undated
  https://learn.microsoft.com/en-us/azure/vpn-gateway/vpn-gateway-about-point-to-site-routing
+ GWUDR | Warning on user routes of the GatewaySubnet | 2023-09-26
  https://github.com/MicrosoftDocs/azure-docs/blob/main/includes/vpn-gateway-gwudr-warning.md
+ SKU | VPN Gateway SKU consolidation | 2024-09-26
  https://learn.microsoft.com/en-us/azure/vpn-gateway/gateway-sku-consolidation
+ ERGW | About ExpressRoute virtual network gateways | 2023-11-16
  https://learn.microsoft.com/en-us/azure/expressroute/expressroute-about-virtual-network-gateways
+ ERFAQ | ExpressRoute FAQ | undated
  https://learn.microsoft.com/en-us/azure/expressroute/expressroute-faqs
+ ERINTRO | What is ExpressRoute | undated
  https://learn.microsoft.com/en-us/azure/expressroute/expressroute-introduction
+ ERGR | About ExpressRoute Global Reach | undated
  https://learn.microsoft.com/en-us/azure/expressroute/expressroute-global-reach
+ ERMIG | About migrating an ExpressRoute gateway | undated
  https://learn.microsoft.com/en-us/azure/expressroute/gateway-migration
+ ERROUTE | ExpressRoute routing requirements | undated
  https://learn.microsoft.com/en-us/azure/expressroute/expressroute-routing
+ EROPT | Optimize ExpressRoute routing | undated
  https://learn.microsoft.com/en-us/azure/expressroute/expressroute-optimize-routing
+ ERCOEX | ExpressRoute and site-to-site coexisting connections | undated
  https://learn.microsoft.com/en-us/azure/expressroute/expressroute-howto-coexist-resource-manager
+ ERBK | Site-to-site VPN as a backup of ExpressRoute | undated
  https://learn.microsoft.com/en-us/azure/expressroute/use-s2s-vpn-as-backup-for-expressroute-privatepeering
+ ERVNET | Virtual network connectivity over ExpressRoute | 2023-06-30
  https://learn.microsoft.com/en-us/azure/expressroute/virtual-network-connectivity-guidance
+ QA-CIRCUIT | Questions and answers: no failover between two circuits | 2026-05
  https://learn.microsoft.com/en-us/answers/questions/5883871/express-circuit-failover
+ FP | About ExpressRoute FastPath | undated
  https://learn.microsoft.com/en-us/azure/expressroute/about-fastpath
+ AFW | Azure Firewall forced tunneling | undated
  https://learn.microsoft.com/en-us/azure/firewall/forced-tunneling
+ BASTION | Azure Bastion configuration settings | 2021-11-02
  https://learn.microsoft.com/en-us/azure/bastion/configuration-settings
+ DOA | Default outbound access in Azure | 2026-01-30
  https://learn.microsoft.com/en-us/azure/virtual-network/ip-services/default-outbound-access
+ LIM | Azure subscription and service limits | undated
  https://learn.microsoft.com/en-us/azure/azure-resource-manager/management/azure-subscription-service-limits
+ AVNM | What is Azure Virtual Network Manager | undated
  https://learn.microsoft.com/en-us/azure/virtual-network-manager/overview
+ NW | Network Watcher next hop | undated
  https://learn.microsoft.com/en-us/azure/network-watcher/network-watcher-next-hop-overview
+ REST | Routes in the Azure REST API | 2025-07-01
  https://learn.microsoft.com/en-us/rest/api/virtualnetwork/routes/create-or-update
+ REST-EFF | Effective routes in the Azure REST API | undated
  https://learn.microsoft.com/en-us/rest/api/virtualnetwork/network-interfaces/get-effective-route-table
+ NLB | net-lab-builder labs | 2026-08
  https://github.com/erjosito/net-lab-builder
+ ANB | azure-networking-blog labs | 2026-10
  https://github.com/erjosito/azure-networking-blog
+ SGP | Lab of summarized gateway prefixes | 2026-04
  https://github.com/erjosito/lab-summarized-gw-prefixes-20260427
+ ANL | azure-networking-lab | 2023
  https://github.com/erjosito/azure-networking-lab
+ AVB | azure-vpn-bgp-lab | 2019
  https://github.com/erjosito/azure-vpn-bgp-lab
+ AZC | azcli snippets | undated
  https://github.com/erjosito/azcli
+ CTN | Azure VMware Solution networking voodoo | 2022-05-16
  https://blog.cloudtrooper.net/2022/05/16/azure-vmware-solution-networking-voodoo/
+ CTN-VNRA | What is the Azure Virtual Network Routing Appliance | 2026-03-07
  https://blog.cloudtrooper.net/2026/03/07/what-is-the-azure-virtual-network-routing-appliance
+ KAY | azure-network-terraform labs | 2024-12
  https://github.com/kaysalawu/azure-network-terraform
+ FAB | az-pattern labs | 2021-2023
  https://github.com/fabferri/az-pattern
+ JOC | IPsec VPN and Megaport between Azure and AWS | 2021
  https://github.com/jocortems/labs
+ MYE | Route Server default route lab | 2021
  https://github.com/myers-dev/RouteServer-default-route
+ MYE-ECMP | Route Server ECMP lab | 2022-04
  https://github.com/myers-dev/RouteServer-ecmp
+ MAL | Azure Route Server MicroHack | 2022
  https://github.com/malgebary/Azure-Route-Server-MicroHack
+ ADS-ECMP | azure-expressroute-ecmp lab | 2023-10
  https://github.com/adstuart/azure-expressroute-ecmp
+ ADS-S2S | azure-vpn-s2s lab | undated
  https://github.com/adstuart/azure-vpn-s2s
+ ADS-P2S | azure-vpn-p2s lab | undated
  https://github.com/adstuart/azure-vpn-p2s
+ ADS-PRIV | azure-private-subnet lab | 2026-04
  https://github.com/adstuart/azure-private-subnet
+ DMA | azure-hub-spoke labs | undated
  https://github.com/dmauser/azure-hub-spoke
+ DMA-P2S | Reproduction of P2S beside ExpressRoute | 2021
  https://github.com/dmauser/azure-p2s-er-issue-repro
+ DMA-FP | ExpressRoute FastPath and user routes lab | 2020
  https://github.com/dmauser/Lab
+ DMA-SCALE | azure-er-scalablegw lab | 2026
  https://github.com/dmauser/azure-er-scalablegw
+ DMA-ENC | azure-vnet-encryption lab | undated
  https://github.com/dmauser/azure-vnet-encryption
+ MDD | azure-privatelink-routing lab | 2021
  https://github.com/mddazure/azure-privatelink-routing
+ MDD-SUBP | subnet-peering lab | 2025-04
  https://github.com/mddazure/subnet-peering
+ MDD-P2S | p2s-vpn-internet-gateway lab | 2022
  https://github.com/mddazure/p2s-vpn-internet-gateway
+ MDD-V6 | ipv6-over-vpn-nva lab | 2024-05
  https://github.com/mddazure/ipv6-over-vpn-nva
+ ADT | Route-Propogation notes | undated
  https://github.com/adtork/Route-Propogation
+ GSR | Inter-branch routing over ExpressRoute | 2021
  https://github.com/gsriramit/Networking-ExpressRouteScenarios
+ CYN | Guide to peering and virtual network gateways | 2023
  https://github.com/cynthiatreger/az-routing-guide-ep1-vnet-peering-and-virtual-network-gateways
+ RAM | Coexisting virtual network gateways | 2021-10-08
  https://ramsaztechbytes.in/2021/10/08/co-existing-azure-virtual-network-gateways/
+ SEED | ExpressRoute and VPN gateways with conditional web access | 2021-02-08
  https://davidsantiago.fr/azure-expressroute-and-vpn-gateways-coexisting-conditional-routing-for-we
  b-surfing-to-third-party-solution/
"""
