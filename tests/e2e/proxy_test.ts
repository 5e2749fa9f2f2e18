// A proxy that hides the port which the browser sees: the person is told that the server is set up for
// another address, in the preview and by the doctor, and not to check their network.

import assert from "node:assert/strict";
import { startProxy } from "../fakes/proxy_process.ts";
import { eventually } from "./rig/people.ts";
import { openHouse } from "./rig/stage.ts";
import { roster } from "./rig/witness.ts";

const { stageTest } = await openHouse();

const portless = `location / {
  proxy_pass http://127.0.0.1:8000;
  proxy_http_version 1.1;
  proxy_set_header Upgrade $http_upgrade;
  proxy_set_header Connection $connection_upgrade;
  proxy_set_header Host $host;
  proxy_set_header X-Forwarded-Host $host;
  proxy_set_header X-Forwarded-Proto $scheme;
}`;
const settings = { CONFLUX_TRUST_PROXY: "true" };

stageTest(
  "[P7] behind nginx as DEPLOY.md has it, on an odd port, people meet",
  async ({ app, meetingId, enter }) => {
    await using proxy = await startProxy("nginx", { to: Number(new URL(app.origin).port) });
    const people = [];
    for (const name of ["Ana", "Ben"]) {
      const person = await enter(name, { origin: proxy.origin });
      await person.open(meetingId);
      await person.join();
      people.push(person);
    }
    for (const person of people) {
      await eventually("both are there", async () => (await roster(person)).length === 2);
    }
    await Promise.all(people.map(({ context }) => context.close()));
  },
  { settings },
);

stageTest(
  "[P7] behind a proxy that loses the port the preview, the join and the doctor say what is wrong",
  async ({ app, meetingId, enter }) => {
    const to = Number(new URL(app.origin).port);
    await using proxy = await startProxy("nginx", { to, block: portless });
    const ana = await enter("Ana", { origin: proxy.origin });
    const { page } = ana;
    await page.goto(`${proxy.origin}/j/${meetingId}`);
    const told = page.getByRole("alert").filter({ hasText: "set up for another address" });
    await told.waitFor();
    await page.getByLabel("Your name").fill("Ana");
    await page.getByRole("button", { name: "Join" }).click();
    await told.waitFor();
    assert.equal(await page.getByText("Check your network").count(), 0);

    await page.goto(`${proxy.origin}/doctor`);
    const start = page.getByRole("button", { name: "Start the check" });
    if (await start.count() > 0) await start.click();
    await page.getByText("The server is set up for another address").waitFor();

    const logged = app.output.split("\n").filter((line) => line.includes("origin_refused"));
    const line = JSON.parse(logged[0] ?? "{}");
    assert.deepEqual([line.origin, line.own], [proxy.origin, "http://127.0.0.1"]);
    await ana.context.close();
  },
  { settings, complaints: /403|WebSocket/ },
);

stageTest(
  "[P7] under a path of another site the page says that it cannot be, and the log where it was told",
  async ({ app, meetingId, enter }) => {
    const to = Number(new URL(app.origin).port);
    const block = `location /meet/ {
  proxy_pass http://127.0.0.1:8000/;
  proxy_set_header X-Forwarded-Prefix /meet;
}
location /kept/ { proxy_pass http://127.0.0.1:8000; }
location / { return 404; }`;
    await using proxy = await startProxy("nginx", { to, block });
    const ana = await enter("Ana", { origin: proxy.origin });
    for (const path of ["/meet/", `/meet/j/${meetingId}`, "/meet/doctor"]) {
      await ana.page.goto(proxy.origin + path);
      await ana.page.getByRole("alert").filter({ hasText: "does not run under a path" }).waitFor();
    }
    await ana.page.goto(`${proxy.origin}/kept/j/${meetingId}`);
    await ana.page.getByText("There is nothing here").waitFor();
    const lines = app.output.split("\n").filter((line) => line.includes('"sub_path"'))
      .map((line) => JSON.parse(line).path);
    assert.deepEqual(lines, ["/meet", "/kept"]);
    const ben = await enter("Ben");
    await ben.open(meetingId);
    assert.equal(await ben.page.getByText("under a path").count(), 0);
    await ana.context.close();
  },
  { settings, complaints: /404/ },
);
