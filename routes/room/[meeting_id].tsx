// Where the address bar stands during a call. Reloaded it is the call again; opened afresh it is the
// preview, as behind the link.

export { default, handler } from "../j/[meeting_id].tsx";
