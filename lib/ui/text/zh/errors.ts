// What went wrong, in Simplified Chinese: refusals of the server, devices that give nothing, the ways a
// call ends, and error pages. A part of zh/mod.ts.

import type { Translation } from "../catalogue.ts";

type Errors = Pick<Translation, "error" | "allowIn" | "failure" | "exit" | "page" | "browser">;

const device = { mic: "麦克风", camera: "摄像头", both: "摄像头和麦克风" };

export const errorsZh: Errors = {
  error: {
    BAD_MESSAGE: "服务器无法识别此请求。",
    BAD_REQUEST: "服务器无法识别此请求。",
    BAD_USER_ID: "服务器无法识别此浏览器，请刷新页面。",
    UNAUTHORIZED: "登录状态已失效，请刷新页面。",
    ENTRY_REQUIRED: "此服务器仅供已登录的用户使用。",
    PASSCODE_REQUIRED: "此会议需要入会密码。",
    PASSCODE_WRONG: "密码不正确。",
    FORBIDDEN: "只有主持人可以进行此操作。",
    FORBIDDEN_ORIGIN: "此服务器设定的访问地址与本页地址不同。请向服务器管理员索取正确的地址。",
    ORGANIZER_KEY_WRONG: "你的专属链接不属于这个会议。你可以不使用它，以参会者身份加入。",
    REMOVED: "你已被主持人移出会议。主持人重新允许后，你才能再次入会。",
    LOCKED: "会议已锁定，暂时无法加入。",
    DENIED: "主持人拒绝了你的入会请求。",
    NOT_FOUND: "此地址没有内容。",
    MEETING_NOT_FOUND: "会议不存在，请检查会议号。",
    PEER_NOT_FOUND: "对方已不在会议中。",
    METHOD_NOT_ALLOWED: "服务器无法识别此请求。",
    NAME_TAKEN: "会议中已有人使用此名字，请换一个。",
    MUID_TAKEN: "你已在另一个标签页中加入此会议。",
    ALREADY_JOINED: "此页面已在会议中，请刷新页面。",
    SCREEN_BUSY: "其他人正在共享屏幕。",
    LAST_HOST: "会议必须有主持人，请先将其他人设为主持人。",
    RESUME_FAILED: "你离开的时间过长，请重新加入。",
    BODY_TOO_LARGE: "内容过长。",
    UPGRADE_REQUIRED: "你与服务器之间的连接被阻止。",
    RATE_LIMITED: "操作过于频繁，请稍后再试。",
    ROOM_FULL: "会议人数已满。",
    INTERNAL: "服务器出错了，请重试。",
    UNAVAILABLE: "无法连接服务器，请检查网络后重试。",
  },
  allowIn: {
    chromium: "点击地址栏左侧的图标，允许使用摄像头和麦克风，然后重试。",
    firefox: "点击地址栏中带斜线的摄像头图标，清除阻止设置，然后重试。",
    safari: "选择“Safari 浏览器”→“此网站的设置”，允许使用摄像头和麦克风，然后重试。",
    ios: "轻点地址栏左侧的按钮 →“网站设置”，允许使用摄像头和麦克风，然后重试。",
    android: "点按地址栏左侧的图标 →“权限”，允许使用摄像头和麦克风，然后重试。",
  },
  failure: {
    tryAgain: "重试",
    ownTab: "在单独的标签页中打开",
    joinAnyway: "你仍然可以入会，看到和听到其他人。",
    title: {
      "denied": (which) => `ConFlux 没有${device[which]}的使用权限`,
      "denied-by-system": (which) => `系统阻止了对${device[which]}的访问`,
      "blocked-by-frame": (which) => `外层页面不允许此会议使用${device[which]}`,
      "blocked-by-server": (which) => `此服务器不允许其页面使用${device[which]}`,
      "not-found": (which) => `未检测到${device[which]}`,
      "in-use": (which) => `${device[which]}正被其他程序占用`,
      "insecure": (which) => `在此地址下无法使用${device[which]}`,
      "failed": (which) => `${device[which]}启动失败`,
    },
    fix: {
      "denied": "",
      "denied-by-system": "请在系统的隐私设置中允许此浏览器访问，然后重试。",
      "blocked-by-frame":
        "请在单独的标签页中打开会议。外层页面的管理者也可以在其框架中允许使用摄像头和麦克风。",
      "blocked-by-server": "请联系服务器管理员，去掉代理中的 Permissions-Policy 标头。",
      "not-found": "请连接或打开设备，然后重试。",
      "in-use": "请关闭占用设备的程序或标签页，然后重试。",
      "insecure": "浏览器只允许 https 地址使用摄像头和麦克风。请向服务器管理员索取 https 地址。",
      "failed": "请重新插拔设备，或选择其他设备。",
    },
  },
  browser: {
    noCalls: "此浏览器无法进行通话。",
    noCallsFix: "WebRTC 不可用，或已被扩展程序或管理员关闭。请启用它，或用其他浏览器打开此链接。",
    forgets:
      "你的浏览器不会保存此页面的任何信息：下次需要重新填写姓名和选择设备，刷新后需要重新加入。",
    dead: "此页面未能启动。",
    deadFix: "脚本被阻止，或浏览器版本过旧。请允许此地址运行脚本并刷新页面，或换用其他浏览器。",
    broken: "页面出现问题。",
    brokenPanel: "请关闭后重新打开，通话不受影响。",
    brokenLine: "无法显示此消息。",
    reload: "刷新",
  },
  exit: {
    pageTitle: "会议结束 · ConFlux",
    rejoin: "重新加入",
    meeting: (id) => `会议号 ${id}`,
    stopped: "你的摄像头和麦克风已关闭。",
    reasons: {
      "left": "你已离开会议",
      "finished": "会议已结束",
      "removed": "你已被移出会议",
      "taken-over": "你已在另一个标签页中入会",
      "denied": "主持人拒绝了你的入会请求",
      "lost": "与会议的连接已断开",
    },
    details: {
      "left": "会议仍在进行，你可以随时重新加入。",
      "finished": "主持人已为所有人结束会议。",
      "removed": "主持人重新允许后，你才能再次入会。",
      "taken-over": "会议在那里继续，你可以关闭此标签页。",
      "denied": "请先联系主持人，再尝试加入。",
      "lost": "你离开的时间过长，请重新加入。",
    },
  },
  page: {
    notFoundTitle: "页面不存在",
    notFound: "地址可能有误。会议号为 9 位数字。",
    subPath: "ConFlux 不能在其他网站的子路径下运行，需要独立的域名或端口。请告知服务器管理员。",
    errorTitle: "出错了",
    error: "这是我们的问题，与你无关。请稍后再试。",
  },
};
