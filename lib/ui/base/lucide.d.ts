// The icons of `@lucide/icons` come without types, one module each.

declare module "@lucide/icons/icons/*" {
  const icon: import("./Icon.tsx").IconData;
  export default icon;
}
