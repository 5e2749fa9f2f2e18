// 简体中文：选择要在会议中发送的文件。The Chinese sentences of en/files.ts.

import type { Translation } from "../catalogue.ts";

/** “0 B”、“12 KB”、“3.4 MB”. */
function size(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  if (bytes < 999_500) return `${Math.round(bytes / 1_000)} KB`;
  const megabytes = bytes / 1_000_000;
  return `${megabytes < 10 ? megabytes.toFixed(1) : Math.round(megabytes)} MB`;
}

export const filesZh: Pick<Translation, "files"> = {
  files: {
    attach: "发送文件",
    drop: "将文件拖到这里即可发送",
    size,
    to: "发送给",
    everyone: "所有人",
    sendCount: (count) => `发送 ${count} 个文件`,
    hint: "对方接受后，文件会加密直接传给对方。",
    tooLarge: (file, max) => `${file} 太大，最多 ${size(max)}。`,
    tooMany: (max) => `一次最多发送 ${max} 个文件，其余的未添加。`,
    nobody: "目前没有可以接收文件的人。",
    unavailable: "发送未能开始，请检查网络后重试。",
  },
};
