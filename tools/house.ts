// What the linter cannot see of the house, as it looks at one file at a time: circles of imports, folders
// and files that grow too large, folders that the map does not name. tests/tools/house_test.ts asks.

/** Who imports whom, by path; what is imported by `import()` does not count, types do. */
export type Graph = ReadonlyMap<string, ReadonlySet<string>>;

const importing = /^\s*(?:import|export)\s(?:[^'"();]*?\sfrom\s+)?["'](\.[^"']+)["']/gm;

/** The graph of some files, given by their paths and texts. */
export function readGraph(files: ReadonlyMap<string, string>): Graph {
  const graph = new Map<string, Set<string>>();
  for (const [path, text] of files) {
    const targets = [...text.matchAll(importing)]
      .map(([, specifier = ""]) => new URL(specifier, `file:///${path}`).pathname.slice(1));
    graph.set(path, new Set(targets.filter((target) => files.has(target))));
  }
  return graph;
}

/** The room that a file stands in: its folder, or itself where it stands at the top of its layer. */
export function roomOf(path: string): string {
  const way = path.split("/");
  return way.length <= 3 ? path : way.slice(0, -1).join("/");
}

/** The graph of rooms. A room inside another one may use what stands there, and the other way round. */
export function readRooms(graph: Graph): Graph {
  const rooms = new Map<string, Set<string>>();
  const isInside = (room: string, other: string) => room.startsWith(`${other}/`);
  for (const [path, targets] of graph) {
    const room = roomOf(path);
    const others = rooms.get(room) ?? new Set();
    for (const other of [...targets].map(roomOf)) {
      if (room !== other && !isInside(room, other) && !isInside(other, room)) others.add(other);
    }
    rooms.set(room, others);
  }
  return rooms;
}

/** One circle, as the way around it, or null where there is none. */
export function findCircle(graph: Graph): string[] | null {
  const done = new Set<string>();
  const way: string[] = [];
  const visit = (path: string): string[] | null => {
    if (way.includes(path)) return [...way.slice(way.indexOf(path)), path];
    if (done.has(path)) return null;
    way.push(path);
    for (const target of graph.get(path) ?? []) {
      const circle = visit(target);
      if (circle) return circle;
    }
    way.pop();
    done.add(path);
    return null;
  };
  for (const path of graph.keys()) {
    const circle = visit(path);
    if (circle) return circle;
  }
  return null;
}

/** The sources below a folder of the project, by path relative to it. */
export async function readSources(root: string, folder: string): Promise<Map<string, string>> {
  const sources = new Map<string, string>();
  for await (const { name, isDirectory } of Deno.readDir(`${root}/${folder}`)) {
    const path = `${folder}/${name}`;
    if (isDirectory) {
      for (const [below, text] of await readSources(root, path)) sources.set(below, text);
    } else sources.set(path, await Deno.readTextFile(`${root}/${path}`));
  }
  return sources;
}
