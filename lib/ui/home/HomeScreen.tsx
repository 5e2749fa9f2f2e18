// The landing page: make a meeting, or join one; and in two sentences what ConFlux is.

import { PageHead } from "../base/PageHead.tsx";
import { useText } from "../text.ts";
import { doctorEntryEn } from "../text_doctor_entry_en.ts";
import { CreateForm } from "./CreateForm.tsx";
import { JoinForm } from "./JoinForm.tsx";
import { Streams } from "./Streams.tsx";
import { type HomeClient, useHome } from "./use_home.ts";

export function HomeScreen({ makeClient }: { makeClient: () => HomeClient }) {
  const text = useText();
  const { client, isBusy, refusal, create, join } = useHome(makeClient);
  return (
    <div class="page home">
      <Streams />
      <PageHead>
        <a class="quiet-link" href="/doctor">{doctorEntryEn.open}</a>
      </PageHead>
      <main class="home-main">
        <div class="home-words">
          <h1>{text.home.headline}</h1>
          <p class="lead">{text.home.lead}</p>
        </div>
        <div class="card home-card">
          <CreateForm
            isReady={client !== null}
            rememberedName={client?.preferences.value.name ?? ""}
            isBusy={isBusy}
            failure={refusal && text.error[refusal]}
            onCreate={create}
          />
          <hr />
          <JoinForm isReady={client !== null} onJoin={join} />
        </div>
      </main>
    </div>
  );
}
