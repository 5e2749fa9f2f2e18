// The landing page: make a meeting now or for later, or join one; and in two sentences what ConFlux is.

import { PageHead } from "../base/PageHead.tsx";
import { useTheme } from "../base/theme.ts";
import { useLanguage, useText, useTitle } from "../text/mod.ts";
import { CreateForm } from "./CreateForm.tsx";
import { HomeSettings } from "./HomeSettings.tsx";
import { Invitation } from "./Invitation.tsx";
import { JoinForm } from "./JoinForm.tsx";
import { LanguagePicker } from "./LanguagePicker.tsx";
import { Streams } from "./Streams.tsx";
import { type HomeClient, useHome } from "./use_home.ts";

export function HomeScreen({ makeClient }: { makeClient: () => HomeClient }) {
  const text = useText();
  const { client, isBusy, refusal, plan, create, planAnother, keepPasscode, join } = useHome(
    makeClient,
  );
  const preferences = client?.preferences.value ?? null;
  useLanguage(preferences?.language);
  useTheme(preferences?.theme);
  useTitle(text.home.title);
  return (
    <div class="page home">
      <Streams />
      <PageHead>
        <a class="quiet-link" href="/doctor">{text.doctorEntry.open}</a>
      </PageHead>
      <main class="home-main">
        <div class="home-words">
          <h1>{text.home.headline}</h1>
          <p class="lead">{text.home.lead}</p>
        </div>
        <div class="card home-card" onPointerEnter={client?.warmUp} onFocusIn={client?.warmUp}>
          {plan && (
            <Invitation
              plan={plan}
              organizerKey={client?.organizerKeys.get(plan.id) ?? null}
              onOpen={() => keepPasscode(plan.id, plan.passcode)}
              onAnother={planAnother}
            />
          )}
          {!plan && (
            <>
              <CreateForm
                isReady={client !== null}
                rememberedName={preferences?.name ?? ""}
                isBusy={isBusy}
                failure={refusal &&
                  (refusal === "OUTDATED" ? text.common.outdated : text.error[refusal])}
                onCreate={create}
              />
              <hr />
              <JoinForm isReady={client !== null} onJoin={join} />
            </>
          )}
        </div>
      </main>
      <footer class="home-foot">
        <LanguagePicker
          choice={preferences?.language ?? null}
          onChoose={(language) => client?.remember({ language })}
        />
        <HomeSettings client={client} />
      </footer>
    </div>
  );
}
