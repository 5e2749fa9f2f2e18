// docs/DEPLOY.md, "Without Docker", followed from its first line to its last on a copy of this machine. In
// the place of what a test has not: this checkout for the repository, a free port, and for systemd a few
// lines that have a unit verified and run what stands in it. coturn has tests of its own (tests/turn).

import assert from "node:assert/strict";
import { freePort } from "../e2e/rig/app_process.ts";

const root = new URL("../../", import.meta.url).pathname.replace(/\/$/, "");
const guide = await Deno.readTextFile(`${root}/docs/DEPLOY.md`);

/** The commands of a chapter, block by block; those for coturn are marked. */
function blocksOf(title: string): string[] {
  const [, chapter = ""] = guide.split(`\n## ${title}\n`);
  const [own = ""] = chapter.split("\n## ");
  return [...own.matchAll(/```sh\n(.*?)```/gs)].map(([, block = ""]) => block);
}

/** What the machine of the test does not have, or has already. */
const standIns = `
set -euo pipefail
apt-get() { :; }
systemctl() {
  case $* in
    daemon-reload) ;;
    "reload caddy")
      caddy validate --adapter caddyfile --config /etc/caddy/Caddyfile 2>/dev/null ;;
    "enable --now conflux" | "start conflux")
      unit=/etc/systemd/system/conflux.service
      complaints=$(systemd-analyze verify "$unit" 2>&1)
      [ -z "$complaints" ] || { echo "$complaints"; return 1; }
      of() { sed -n "s/^$1=//p" "$unit"; }
      (
        cd "$(of WorkingDirectory)"
        umask "$(of UMask)"
        # Nothing of ours: a unit has its own environment.
        exec env -i PATH="$PATH" $(of Environment) $(cat "$(of EnvironmentFile)") \\
          setsid runuser -u "$(of User)" -- $(of ExecStart) >> /root/log 2>&1
      ) &
      echo $! > /root/pid ;;
    "stop conflux")
      kill -- -"$(server)" && wait "$(cat /root/pid)" || [ $? = 143 ] ;;
    "restart conflux") systemctl stop conflux && systemctl start conflux ;;
    *) echo "no stand-in for systemctl $*"; return 1 ;;
  esac
}
server() { ps -o pgid= -u conflux | sort -u | tr -d ' '; }
say() { printf '\\nSAID %s\\n' "$*"; }
`;

/** This checkout as a repository of one commit: as it is, committed or not. */
async function makeRepository(): Promise<string> {
  const folder = await Deno.makeTempDir({ prefix: "conflux-" });
  const git = async (...args: string[]) => {
    const own = [`--git-dir=${folder}`, `--work-tree=${root}`];
    const who = ["-c", "user.name=Test", "-c", "user.email=test@example.org"];
    const { success, stderr } = await new Deno.Command("git", { args: [...who, ...own, ...args] })
      .output();
    assert.ok(success, new TextDecoder().decode(stderr));
  };
  await git("init", "--quiet", "--initial-branch=main");
  await git("add", "--all");
  await git("commit", "--quiet", "--message=all");
  return folder;
}

/** What is looked at between the blocks of the guide. */
const meet = (port: number) => `
token=$(curl -sf "http://127.0.0.1:${port}/config/$(cat /proc/sys/kernel/random/uuid)" |
  sed 's/.*"token":"\\([^"]*\\)".*/\\1/')
id=$(curl -sf -H "authorization: Bearer $token" -d '{"title":"Weekly","organizer_name":"Olga"}' \\
  "http://127.0.0.1:${port}/meeting" | sed 's/.*"id":"\\([0-9]*\\)".*/\\1/')
say "meeting $(curl -s -o /dev/null -w '%{http_code}' "http://127.0.0.1:${port}/meeting/$id/Ana")"
`;
const look = (port: number, what: string) => `
curl -sf --retry 40 --retry-delay 1 --retry-connrefused -o /dev/null "http://127.0.0.1:${port}/readyz"
say "${what} $(curl -s -o /dev/null -w '%{http_code}' "http://127.0.0.1:${port}/meeting/$id/Ana")"
`;
const facts = `
say "user $(ps -o user= -C deno | sort -u)"
say "store $(stat -c '%U %a' /var/lib/conflux)"
say "settings $(stat -c '%U %G %a' /etc/conflux.env)"
`;

Deno.test("[O23] what DEPLOY.md says for a machine without Docker leads to a server that is ready, is upgraded, backed up and restored", async () => {
  const port = freePort();
  const repository = await makeRepository();
  const blocks = blocksOf("Without Docker")
    .map((block) =>
      block.replaceAll("<the repository>", `file://${repository}`).replaceAll("8000", `${port}`)
    );
  const isUpgrade = blocks.findIndex((block) => block.includes("git pull"));
  assert.equal(blocks.length - isUpgrade, 3, "upgrade, backup, restore");
  const script = [
    standIns,
    ...blocks.slice(0, isUpgrade),
    facts,
    meet(port),
    ...blocks.slice(isUpgrade, isUpgrade + 1),
    look(port, "upgraded"),
    ...blocks.slice(isUpgrade + 1, isUpgrade + 2),
    'say "backup $(stat -c %a /root/conflux.backup)"',
    "rm /var/lib/conflux/*",
    ...blocks.slice(isUpgrade + 2),
    look(port, "restored"),
    "systemctl stop conflux",
  ].join("\n");
  const { code, stdout, stderr } = await new Deno.Command("sh", {
    args: [`${root}/tests/lab/copy_of_machine.sh`, root, "bash", "-c", script],
    env: {
      GIT_CONFIG_COUNT: "1",
      GIT_CONFIG_KEY_0: "safe.directory",
      GIT_CONFIG_VALUE_0: "*",
      NO_COLOR: "1",
    },
  }).output();
  await Deno.remove(repository, { recursive: true });
  const output = new TextDecoder().decode(stdout);
  const all = `${output}\n${new TextDecoder().decode(stderr)}`;
  assert.equal(code, 0, all);
  assert.match(output, /"status":"ready"/, all);
  assert.deepEqual(output.split("\n").filter((line) => line.startsWith("SAID")), [
    "SAID user conflux",
    "SAID store conflux 700",
    "SAID settings root conflux 640",
    "SAID meeting 200",
    "SAID upgraded 200",
    "SAID backup 600",
    "SAID restored 200",
  ], all);
});

Deno.test("[O23] DEPLOY.md names the Deno of the image", async () => {
  const [, version] = /FROM denoland\/deno:(\S+)/.exec(
    await Deno.readTextFile(`${root}/Dockerfile`),
  ) ?? [];
  const named = [...guide.matchAll(/install -g deno@(\S+)/g)].map(([, one]) => one);
  assert.deepEqual([...new Set(named)], [version]);
});
