// The English words of the list of files on their way. A part of the catalogue that is loaded with the
// list; see Parts in catalogue.ts.

export const transfersEn = {
  title: "Files",
  from: (name: string) => `from ${name}`,
  accept: "Accept",
  decline: "Decline",
  save: "Save",
  acceptLabel: (file: string) => `Accept ${file}`,
  declineLabel: (file: string) => `Decline ${file}`,
  saveLabel: (file: string) => `Save ${file}`,
  stopIncoming: (file: string) => `Cancel ${file}`,
  stopOutgoing: (file: string, name: string) => `Cancel sending ${file} to ${name}`,
  forget: (file: string) => `Remove ${file} from the list`,
  progress: (file: string, name: string) => `${file}, ${name}`,
  outgoing: {
    offered: "waiting for an answer",
    moving: (percent: number) => `${percent} %`,
    checking: "checking…",
    done: "received",
    declined: "declined",
    stoppedByUs: "you cancelled",
    stoppedByThem: "cancelled",
  },
  incoming: {
    offered: "wants to send you this",
    moving: (percent: number) => `${percent} %`,
    checking: "checking…",
    done: "complete",
    declined: "you declined",
    stoppedByUs: "you cancelled",
    stoppedByThem: "cancelled by the sender",
  },
  failed: {
    lost: "the connection was lost",
    damaged: "arrived damaged and was not kept",
    unreadable: "the file cannot be read any more",
  },
};

export type TransfersText = typeof transfersEn;
