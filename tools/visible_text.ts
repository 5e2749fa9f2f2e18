// Lint plugin: what a person can read, or hear read out, stands in a catalogue (lib/ui/text/) and
// nowhere else, so that no language lacks it.

/** Attributes and properties of components whose value is shown or read out. */
const spoken = new Set([
  ...["label", "description", "roledescription", "valuetext", "placeholder"].map((of) =>
    `aria-${of}`
  ),
  ...["title", "placeholder", "alt", "label", "hint", "error", "body", "confirm", "summary"],
]);
const screens = /\/(lib\/ui|islands|routes)\//;
/** A folder for each language. */
const catalogue = /\/lib\/ui\/text\/\w+\/\w+\.ts$/;
/** One letter alone is a key, or a unit. */
const word = /\p{L}{2}|\p{Script=Han}/u;
/** Words in a row that begin like a sentence, or a script that our code is not written in. */
const sentence = /^\p{Lu}\p{Ll}*['’]?\p{L}* \p{L}|\p{Script=Han}/u;

/** The texts that an expression can be, of those that stand in it literally. */
function textsOf(node: Deno.lint.Node | null): string[] {
  switch (node?.type) {
    case "Literal":
      return typeof node.value === "string" ? [node.value] : [];
    case "TemplateLiteral":
      return node.quasis.map((quasi) => quasi.cooked ?? "");
    case "JSXExpressionContainer":
      return textsOf(node.expression);
    case "ConditionalExpression":
      return [...textsOf(node.consequent), ...textsOf(node.alternate)];
    case "LogicalExpression":
      return [...textsOf(node.left), ...textsOf(node.right)];
    case "BinaryExpression":
      return node.operator === "+" ? [...textsOf(node.left), ...textsOf(node.right)] : [];
    default:
      return [];
  }
}

const plugin: Deno.lint.Plugin = {
  name: "conflux-text",
  rules: {
    "visible-text": {
      create(context) {
        const path = `/${context.filename}`;
        if (!screens.test(path) || catalogue.test(path) || path.includes("/tests/")) return {};
        const report = (node: Deno.lint.Node) =>
          context.report({
            node,
            message: "Visible text outside of the catalogue (lib/ui/text/)",
          });
        const isVisible = (node: Deno.lint.Node | null) =>
          textsOf(node).some((text) => word.test(text));
        return {
          JSXText(node) {
            if (word.test(node.value)) report(node);
          },
          JSXAttribute(node) {
            const { name, value } = node;
            if (name.type === "JSXIdentifier" && spoken.has(name.name) && isVisible(value)) {
              report(node);
            }
          },
          "JSXElement > JSXExpressionContainer, JSXFragment > JSXExpressionContainer"(
            node: Deno.lint.JSXExpressionContainer,
          ) {
            if (isVisible(node)) report(node);
          },
          Literal(node) {
            // What a bug throws is for us.
            const isThrown = node.parent.type === "NewExpression";
            if (!isThrown && typeof node.value === "string" && sentence.test(node.value)) {
              report(node);
            }
          },
          TemplateElement(node) {
            if (sentence.test(node.cooked ?? "")) report(node);
          },
        };
      },
    },
  },
};
export default plugin;
