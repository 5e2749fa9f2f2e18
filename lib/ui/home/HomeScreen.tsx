// The landing page: make a meeting now or for later, or join one; and in two sentences what ConFlux is.

import { toWallTime } from "../../shared/zoned_time.ts";
import { PageHead } from "../base/PageHead.tsx";
import { useTheme } from "../base/theme.ts";
import { JoinForm } from "../join/mod.ts";
import { useLanguage, useText, useTitle } from "../text/mod.ts";
import { CreateForm } from "./CreateForm.tsx";
import { HomeSettings } from "./HomeSettings.tsx";
import { LanguagePicker } from "./LanguagePicker.tsx";
import { Streams } from "./Streams.tsx";
import { LoadingNote } from "../on_demand/LoadingNote.tsx";
import { readStart, ScheduleFields } from "../plan/mod.ts";
import { useOnDemand } from "../on_demand/use_on_demand.ts";
import { type HomeClient, useHome } from "./use_home.ts";

interface HomeScreenProps {
  /** Where people sign in, as the operator wants it; null for nowhere. */
  signInPage?: string | null;
  makeClient: () => HomeClient;
}

export function HomeScreen({ signInPage = null, makeClient }: HomeScreenProps) {
  const text = useText();
  const visit = useHome(makeClient);
  const { client, isBusy, refusal, plan, create, planAnother, keepPasscode, join } = visit;
  const hasKnown = client !== null && client.known.list.value.length > 0;
  const yours = useOnDemand("Yours", hasKnown && !plan);
  const invitation = useOnDemand("Invitation", plan !== null);
  const signIn = useOnDemand("SignIn", refusal === "ENTRY_REQUIRED");
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
        <div class="card home-card" onPointerEnter={client?.warmUp} onKeyDown={client?.warmUp}>
          {plan && typeof invitation === "string" && <LoadingNote state={invitation} />}
          {plan && typeof invitation === "object" && (
            <invitation.value
              plan={plan}
              organizerKey={client?.organizerKeys.get(plan.id) ?? null}
              linkKey={client?.linkKeys.get(plan.id) ?? null}
              onOpen={() => keepPasscode(plan.id, plan.passcode)}
              onAnother={planAnother}
              form={{ ScheduleFields, readStart, toWallTime }}
              onChange={visit.changePlan}
              onCancel={visit.cancelPlan}
              sharesPasscode={preferences?.sharesPasscode ?? true}
              onSharesPasscode={(sharesPasscode) => client?.remember({ sharesPasscode })}
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
                failureAction={signInPage && typeof signIn === "object" && (
                  <signIn.value page={signInPage} />
                )}
                onCreate={create}
              />
              <hr />
              <JoinForm isReady={client !== null} onJoin={join} />
              {client && typeof yours === "object" && (
                <yours.value
                  known={client.known}
                  onPlan={visit.showPlan}
                  onOpen={({ id, passcode }) => {
                    keepPasscode(id, passcode);
                    join(id);
                  }}
                />
              )}
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
