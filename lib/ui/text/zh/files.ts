// 简体中文：会议中发送文件。The Chinese sentences for files that are sent in a call.

import type { Translation } from "../text.ts";

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

export const transfersZh: Translation["parts"]["transfers"] = {
  title: "文件",
  from: (name) => `来自${name}`,
  accept: "接收",
  decline: "拒绝",
  save: "保存",
  acceptLabel: (file) => `接收 ${file}`,
  declineLabel: (file) => `拒绝 ${file}`,
  saveLabel: (file) => `保存 ${file}`,
  stopIncoming: (file) => `取消接收 ${file}`,
  stopOutgoing: (file, name) => `取消向${name}发送 ${file}`,
  forget: (file) => `从列表中移除 ${file}`,
  progress: (file, name) => `${file}，${name}`,
  outgoing: {
    offered: "等待对方接收",
    moving: (percent) => `${percent}%`,
    checking: "正在校验…",
    done: "对方已收到",
    declined: "对方已拒绝",
    stoppedByUs: "你已取消",
    stoppedByThem: "对方已取消",
  },
  incoming: {
    offered: "想把这个文件发给你",
    moving: (percent) => `${percent}%`,
    checking: "正在校验…",
    done: "已完成",
    declined: "你已拒绝",
    stoppedByUs: "你已取消",
    stoppedByThem: "对方已取消发送",
  },
  failed: {
    lost: "连接已断开",
    damaged: "文件在传输中损坏，未保存",
    unreadable: "无法再读取该文件",
  },
};
