// The shell scripts that build and take down the lab's network. Pure; nat_lab.ts runs them.

import type { NatKind } from "./nat_lab.ts";

/**
 * One bridge in "inet"; on it the servers (.1), the test process (.254) and the NATs (.11 and up), each
 * with a client in 192.168.n.0/24.
 */
export function natScript(nats: readonly NatKind[]): string {
  return [
    "ip netns add inet",
    "ip -n inet link set lo up",
    "ip -n inet link add bridge type bridge",
    "ip -n inet addr add 203.0.113.1/24 dev bridge",
    "ip -n inet link set bridge up",
    "ip link add lab type veth peer name portlab netns inet",
    "ip -n inet link set portlab master bridge up",
    "ip addr add 203.0.113.254/24 dev lab",
    "ip link set lab up",
    ...nats.flatMap(oneNat),
  ].join("\n");
}

function oneNat(kind: NatKind, at: number): string[] {
  const nat = `ip -n nat${at}`;
  const client = `ip -n client${at}`;
  const lan = `192.168.${at + 1}`;
  // Without --random-fully a masquerade keeps the port where it can, which looks like a cone.
  const random = kind === "symmetric" ? " --random-fully" : "";
  const rules = [
    `-t nat -A POSTROUTING -o wan -j MASQUERADE${random}`,
    "-P FORWARD DROP",
    ...(kind === "udp-blocked" ? ["-A FORWARD -p udp -j DROP"] : []),
    "-A FORWARD -i lan -o wan -j ACCEPT",
    "-A FORWARD -i wan -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT",
    // Else the kernel answers early packets itself, and the port they came to is taken.
    "-A INPUT -i wan -p udp -j DROP",
  ];
  return [
    `ip netns add nat${at}`,
    `ip netns add client${at}`,
    `ip -n inet link add port${at} type veth peer name wan netns nat${at}`,
    `ip -n inet link set port${at} master bridge up`,
    `${nat} addr add 203.0.113.${11 + at}/24 dev wan`,
    `${nat} link set wan up`,
    `${nat} link add lan type veth peer name eth0 netns client${at}`,
    `${nat} addr add ${lan}.1/24 dev lan`,
    `${nat} link set lan up`,
    `ip netns exec nat${at} sh -c 'echo 1 >/proc/sys/net/ipv4/ip_forward'`,
    ...rules.map((rule) => `ip netns exec nat${at} iptables -w ${rule}`),
    `${client} link set lo up`,
    `${client} addr add ${lan}.2/24 dev eth0`,
    `${client} link set eth0 up`,
    `${client} route add default via ${lan}.1`,
  ];
}

export function teardownScript(nats: readonly NatKind[]): string {
  return [
    "ip link del lab",
    ...nats.flatMap((_, at) => [`ip netns del client${at}`, `ip netns del nat${at}`]),
    "ip netns del inet",
    "true",
  ].join("\n");
}
