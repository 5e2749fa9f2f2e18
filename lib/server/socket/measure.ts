// How long a command takes, and how it ends, for metrics and spans. Knows no session.

import type { ClientMessage } from "../../shared/protocol/mod.ts";
import type { CommandResult } from "../metrics/mod.ts";
import { type CommandContext, executeCommand } from "./commands.ts";
import type { Answer } from "./frames.ts";

/** Carries out one command, as {@linkcode executeCommand}, and tells the metrics of its first answer. */
export function executeMeasured(
  message: ClientMessage,
  context: CommandContext,
): Promise<void> | undefined {
  const startedAt = performance.now();
  const { metrics, tracing } = context.deps;
  const endSpan = tracing.begin(message.type);
  let isNoted = false;
  const note = (answer?: Answer) => {
    if (isNoted) return;
    isNoted = true;
    const seconds = (performance.now() - startedAt) / 1_000;
    const result = resultOf(answer);
    metrics.noteCommand(message.type, result, seconds);
    endSpan(result);
  };
  const pending = executeCommand(message, {
    ...context,
    answer(answer) {
      note(answer);
      context.answer(answer);
    },
  });
  // What was relayed has no answer.
  if (!pending) note();
  return pending;
}

function resultOf(answer: Answer | undefined): CommandResult {
  if (answer && "refusal" in answer) return answer.refusal.error;
  return answer && "raw" in answer && answer.isInterim ? "waiting" : "ok";
}
