// Writes src/wire/generated.ts from the protocol's JSON schema. Usage: npm run types [-- path/to/schema.json]
import { readFile, writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { compile } from "json-schema-to-typescript";

const web = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const source = resolve(web, process.argv[2] ?? "../docs/reference/protocol.schema.json");
const target = resolve(web, "src/wire/generated.ts");

/**
 * The server writes every field, defaults too, so every field is required here; an optional tag would break narrowing.
 * Titles of fields would each become an alias of their own, so only definitions keep theirs.
 */
function tighten(schema, isDefinition) {
  if (Array.isArray(schema)) return schema.map((part) => tighten(part, false));
  if (schema === null || typeof schema !== "object") return schema;
  const tightened = {};
  for (const [key, value] of Object.entries(schema)) {
    if (key === "title" && !isDefinition) continue;
    if (key === "default" || key === "discriminator") continue;
    tightened[key] =
      key === "properties" || key === "$defs"
        ? Object.fromEntries(Object.entries(value).map(([name, part]) => [name, tighten(part, key === "$defs")]))
        : key === "enum" || key === "required"
          ? value
          : tighten(value, false);
  }
  if (Array.isArray(tightened.prefixItems)) {
    const { prefixItems, ...rest } = tightened;
    return { ...rest, items: prefixItems, additionalItems: false, minItems: prefixItems.length, maxItems: prefixItems.length };
  }
  if (tightened.properties !== undefined) {
    tightened.required = Object.keys(tightened.properties);
    tightened.additionalProperties = false;
  }
  return tightened;
}

const schema = tighten(JSON.parse(await readFile(source, "utf8")), true);
for (const [name, definition] of Object.entries(schema.$defs)) definition.title = name;
const typescript = await compile(schema, "Protocol", {
  additionalProperties: false,
  bannerComment: "// Made by `npm run types` from docs/reference/protocol.schema.json; do not edit.",
  style: { printWidth: 120 },
  unreachableDefinitions: true,
});
const noise = /^ \*\n \* This interface was referenced by .*\n \* via the `definition` .*\n/gm;
const bareNoise = /^\/\*\*\n \* This interface was referenced by .*\n \* via the `definition` .*\n \*\/\n/gm;
await writeFile(target, typescript.replace(bareNoise, "").replace(noise, ""));
process.stdout.write(`wrote ${target}\n`);
