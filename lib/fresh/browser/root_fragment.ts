// Owns giving Preact a parent that is only the nodes between two marks, so that an island needs no
// element of its own around it. It has as much of a Node as Preact uses of a parent.

/** A stand-in parent for the nodes between `start` and `end`. */
export function createRootFragment(start: Text, end: Text): Element {
  const parent = start.parentNode;
  if (parent === null) {
    throw new Error("Cannot render an island: its mark is not in a document");
  }

  const children = (): Node[] => {
    const nodes: Node[] = [];
    for (
      let at = start.nextSibling;
      at !== null && at !== end;
      at = at.nextSibling
    ) nodes.push(at);
    return nodes;
  };
  // What Preact means to insert before may stand behind the end.
  const isBeforeEnd = (node: Node): boolean =>
    node.parentNode === parent &&
    (end.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_PRECEDING) !==
      0;
  const insertBefore = (node: Node, reference: Node | null): Node =>
    parent.insertBefore(node, reference !== null && isBeforeEnd(reference) ? reference : end);

  const fragment = {
    nodeType: Node.ELEMENT_NODE,
    namespaceURI: parent instanceof Element ? parent.namespaceURI : null,
    ownerDocument: start.ownerDocument,
    parentNode: parent,
    get firstChild(): Node | null {
      return children()[0] ?? null;
    },
    get childNodes(): Node[] {
      return children();
    },
    contains: (node: Node | null): boolean => children().some((child) => child.contains(node)),
    insertBefore,
    appendChild: (node: Node): Node => insertBefore(node, null),
    removeChild: (node: Node): Node => parent.removeChild(node),
  };
  return fragment as unknown as Element;
}
