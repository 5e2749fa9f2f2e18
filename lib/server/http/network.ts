// Who counts as one sender for the limits (S7). Pure.

/**
 * The address itself, or of an IPv6 address its /64: a customer has at least that whole (RFC 6177), and
 * would else have as many addresses to try from as there are. Takes an address as parseAddress() writes it.
 */
export function networkOf(address: string): string {
  if (!address.includes(":")) return address;
  const [head = "", tail] = address.split("::");
  const groups = head.split(":").filter(Boolean);
  const rest = (tail ?? "").split(":").filter(Boolean);
  const zeros = tail === undefined ? 0 : 8 - groups.length - rest.length;
  const all = [...groups, ...Array<string>(Math.max(0, zeros)).fill("0"), ...rest];
  return `${all.slice(0, 4).join(":")}::/64`;
}
