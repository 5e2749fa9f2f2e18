// The English words around the descriptions of the interfaces; what those say themselves is English in
// every language. A part of the catalogue that is loaded with their page; see Parts in catalogue.ts.

export const apiEn = {
  pageTitle: "Interfaces for programs · ConFlux",
  title: "Interfaces for programs",
  lead: "How a program makes meetings and takes part in them: plain requests to begin with, " +
    "and one socket during the meeting.",
  english: "The descriptions are in English.",
  forPrograms: "The same for programs",
  contents: "On this page",
  rest: "Requests",
  socket: "The socket",
  commands: "What a client says",
  events: "What the server says by itself",
  data: "Data",
  bearer: "Needs a token in the header Authorization.",
  parameters: "Parameters",
  body: "Content",
  answers: "Answers",
  replies: "Replies",
  fields: "Fields",
  example: "Example",
  optional: "optional",
  inPath: "in the path",
  inHeader: "header",
};

export type ApiText = typeof apiEn;
