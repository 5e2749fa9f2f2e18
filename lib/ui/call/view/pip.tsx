/** @jsxRuntime classic */
/** @jsx h */
/** @jsxFrag Fragment */
// The small window above all others: one person or screen, and the microphone. Loaded when it is asked
// for. Imports what the script that starts every page does, Preact with its signals, and nothing else:
// esbuild gives code that two sets of entries share a file of its own, and each of those is one more
// request of the first load.

import "@preact/signals";
import { Fragment, h, render } from "preact";

/** What the window shows now. */
export interface PipContent {
  readonly name: string;
  /** Stands for a picture where there is none. */
  readonly initials: string;
  readonly stream: MediaStream | null;
  /** Shown whole, not cut to the window. */
  readonly isScreen: boolean;
  /** What a press on the microphone does. */
  readonly micLabel: string;
}

export interface Pip {
  show(content: PipContent): void;
  close(): void;
}

export interface PipEvents {
  onMic(): void;
  onClose(): void;
}

interface DocumentPip {
  requestWindow(options: { width: number; height: number }): Promise<Window>;
}

/**
 * Opens the window after a press of the person: a document of its own (WICG Document Picture-in-Picture),
 * or a video alone where the browser has only that. Rejects where the browser refuses.
 */
export function openPip(first: PipContent, events: PipEvents): Promise<Pip> {
  const found: unknown = Reflect.get(globalThis, "documentPictureInPicture");
  return isDocumentPip(found) ? openDocument(found, first, events) : openVideo(first, events);
}

function isDocumentPip(value: unknown): value is DocumentPip {
  return typeof value === "object" && value !== null && "requestWindow" in value;
}

async function openDocument(pip: DocumentPip, first: PipContent, events: PipEvents): Promise<Pip> {
  const inner = await pip.requestWindow({ width: 400, height: 225 });
  const page = inner.document;
  page.documentElement.lang = document.documentElement.lang;
  for (const link of document.querySelectorAll("link[rel=stylesheet]")) {
    page.head.append(link.cloneNode());
  }
  page.body.className = "pip dark";
  page.documentElement.translate = false;
  inner.addEventListener("pagehide", events.onClose, { once: true });
  const show = (content: PipContent) => {
    page.title = content.name;
    render(<PipPage content={content} onMic={events.onMic} />, page.body);
  };
  show(first);
  return { show, close: () => inner.close() };
}

function PipPage({ content, onMic }: { content: PipContent; onMic: () => void }) {
  const { name, initials, stream, isScreen, micLabel } = content;
  return (
    <>
      {stream
        ? (
          <video
            class="video"
            autoplay
            muted
            playsInline
            data-fit={isScreen ? "contain" : "cover"}
            ref={(video) => setStream(video, stream)}
          />
        )
        : <span class="avatar" aria-hidden="true">{initials}</span>}
      <bdi class="tile-name">{name}</bdi>
      <button type="button" class="button" onClick={onMic}>{micLabel}</button>
    </>
  );
}

async function openVideo(first: PipContent, events: PipEvents): Promise<Pip> {
  if (!first.stream) throw new DOMException("There is no picture to show", "NotAllowedError");
  const video = document.createElement("video");
  video.muted = video.autoplay = video.playsInline = true;
  const show = ({ stream }: PipContent) => stream && setStream(video, stream);
  show(first);
  await video.play();
  await video.requestPictureInPicture();
  video.addEventListener("leavepictureinpicture", events.onClose, { once: true });
  return {
    show,
    close() {
      if (document.pictureInPictureElement === video) void document.exitPictureInPicture();
    },
  };
}

/** Setting the same stream again would restart the picture. */
function setStream(video: HTMLVideoElement | null, stream: MediaStream): void {
  if (video && video.srcObject !== stream) video.srcObject = stream;
}
