/**
 * What a TypeScript file imports and which names it exports, found with the parser that Vitest brings along.
 * Types count: a type-only import couples two packages as much as any other.
 */
import { parseSync, Visitor } from "rolldown/utils"

export interface Source {
  /** Module specifiers of every kind of import; `import { Effect } from "effect"` reads as `effect/Effect`. */
  readonly imports: ReadonlyArray<string>
  readonly exports: ReadonlyArray<string>
  /** What prevents a full answer: syntax errors and imports of a computed name. */
  readonly problems: ReadonlyArray<string>
}

/** Reads one file's text. */
export const read = (path: string, text: string): Source => {
  const { program, module, errors } = parseSync(path, text)
  const imports: Array<string> = []
  const problems = errors.map((error) => `cannot be parsed: ${error.message}`)
  new Visitor({
    ImportDeclaration: ({ source, specifiers }) => {
      const names = specifiers.map((each) =>
        each.type === "ImportSpecifier" ? importedName(each) : undefined
      )
      imports.push(...fromSource(source.value, names))
    },
    ExportNamedDeclaration: ({ source, specifiers }) => {
      if (source !== null)
        imports.push(
          ...fromSource(
            source.value,
            specifiers.map((each) => nameOf(each.local))
          )
        )
    },
    ExportAllDeclaration: ({ source }) => void imports.push(source.value),
    TSImportType: ({ source }) => void imports.push(source.value),
    TSExternalModuleReference: ({ expression }) => void imports.push(expression.value),
    ImportExpression: ({ source }) => {
      if (source.type === "Literal" && typeof source.value === "string") imports.push(source.value)
      else problems.push("imports a computed name, which no check can follow. Write the name out.")
    }
  }).visit(program)
  const exports = module.staticExports
    .flatMap((statement) => statement.entries)
    .map((entry) => entry.exportName.name ?? "")
  return { imports, exports, problems }
}

/** The package a specifier belongs to: `@scope/name/deep` gives `@scope/name`. */
export const packageOf = (specifier: string): string =>
  specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/")

/** Effect's barrel hides which module is meant, so its names are spelt as the deep modules they are. */
const fromSource = (source: string, names: ReadonlyArray<string | undefined>): ReadonlyArray<string> =>
  source === "effect" && names.length > 0 && names.every((name) => name !== undefined)
    ? names.map((name) => `effect/${name}`)
    : [source]

type ModuleName = { readonly type: "Literal"; readonly value: string } | { readonly name: string }

const importedName = (specifier: { readonly imported: ModuleName }): string => nameOf(specifier.imported)

const nameOf = (node: ModuleName): string => ("name" in node ? node.name : node.value)
