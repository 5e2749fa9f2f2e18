// A proxy may serve the app under a path and take that path off before it asks: the server cannot know,
// and none of what the page asks for is found. So the page says it, by what is in the document alone.

/**
 * Runs in the head of every page. `data-path` of its script is the path that the server was asked for;
 * where the browser has more in front of it, the sentence in `data-sub-path` goes on top of the page.
 */
export const subPathScript = `{const{path,subPath}=document.currentScript.dataset;` +
  `addEventListener("DOMContentLoaded",()=>{const{pathname}=location;` +
  `if(pathname===path||!pathname.endsWith(path))return;` +
  `const note=document.createElement("p");note.setAttribute("role","alert");` +
  `note.textContent=subPath;document.body.prepend(note)})}`;
