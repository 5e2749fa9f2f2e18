// Tells another system what happens to meetings: who came and went is stored with the change itself, and
// delivered from there until it is taken. Knows no rooms in memory and no sockets.

export { createNews, type News, noNews } from "./news.ts";
export { createCourier } from "./courier.ts";
