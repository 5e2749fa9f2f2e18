// 简体中文：多人姓名的写法。How Chinese sentences name several people.

const list = new Intl.ListFormat("zh-CN");

/** “小明”、“小明和小红”、“小明、小红等 5 人”。 */
export function people(names: readonly string[]): string {
  if (names.length < 4) return list.format(names);
  return `${names.slice(0, 2).join("、")}等 ${names.length} 人`;
}
