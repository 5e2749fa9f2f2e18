// One message. Messages that one person writes in a row stand under one name.

import type { ChatMessage } from "../../../shared/protocol/mod.ts";
import { Given, useTimeStyle } from "../../text/mod.ts";
import { linkify } from "./linkify.ts";

interface ChatLineProps {
  message: ChatMessage;
  previous: ChatMessage | undefined;
}

/** A pause after which the name and the time stand there again, in milliseconds. */
const pauseMs = 5 * 60_000;

export function ChatLine({ message, previous }: ChatLineProps) {
  const isContinued = previous?.muid === message.muid && message.time - previous.time < pauseMs;
  const { locale } = useTimeStyle();
  const time = new Date(message.time);
  return (
    <article class="chat-line" data-continued={isContinued}>
      {!isContinued && (
        <p class="chat-who">
          <strong>
            <Given>{message.name}</Given>
          </strong>
          <time class="quiet" dateTime={time.toISOString()}>
            {time.toLocaleTimeString(locale, { hour: "2-digit", minute: "2-digit" })}
          </time>
        </p>
      )}
      <p class="chat-text" dir="auto" translate>
        {linkify(message.text).map((part, index) =>
          part.kind === "link"
            ? (
              <a key={index} href={part.href} target="_blank" rel="noopener noreferrer nofollow">
                {part.text}
              </a>
            )
            : part.text
        )}
      </p>
    </article>
  );
}
