// The panel about the connection to one participant. Small itself: what it shows is loaded when it
// opens.

import type { Call, RemoteParticipant } from "../../browser/call_api.ts";
import { useLoaded } from "../base/use_loaded.ts";
import type { LoadConnection } from "../connection/connection_context.ts";
import { useText } from "../text.ts";
import { Panel } from "./Panel.tsx";

interface ConnectionPanelProps {
  call: Call;
  participant: RemoteParticipant;
  load: LoadConnection;
  onClose: () => void;
}

export function ConnectionPanel({ call, participant, load, onClose }: ConnectionPanelProps) {
  const text = useText().quality;
  const loaded = useLoaded(load);
  return (
    <Panel name="connection" title={text.title(participant.info.value.name)} onClose={onClose}>
      <div class="panel-body connection">
        <link rel="stylesheet" href="/connection.css" />
        {typeof loaded === "string" ? <p role="status">{text[loaded]}</p> : (
          <loaded.value
            participant={participant}
            isGone={!call.participants.value.includes(participant)}
          />
        )}
      </div>
    </Panel>
  );
}
