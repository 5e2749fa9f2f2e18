// Where the address bar stands during a call. Opened afresh it is the preview, as behind the link.

export { default, handler } from "../j/[meeting_id].tsx";
