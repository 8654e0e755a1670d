/** `contracts/WORKER.md`: every field of a worker, and what it becomes at each vendor. */
import { Worker } from "@muster/core"
import { mapped } from "./Mapped.ts"

const nothing = "—"

const code = (text: string): string => `\`${text}\``

/** The field that a worker's field becomes, and what its values may lack there. */
const cell = (mapping: Worker.Mapping, field: string): string => {
  const counterpart = mapping.find(({ worker }) => worker === field)
  if (counterpart === undefined) return nothing
  const { field: there, needs, readAt } = counterpart
  return [
    code(there),
    ...(readAt === undefined ? [] : [`read at ${code(readAt)}`]),
    ...(needs === undefined ? [] : [`needs ${needs}`])
  ].join("; ")
}

const line = (cells: ReadonlyArray<string>): string => `| ${cells.join(" | ")} |`

const heads = ["worker", "SCIM 2.0", ...mapped.map(({ subject }) => subject.id)]

/** The Markdown, before it is formatted. */
export const markdown = (): string =>
  [
    "# A worker at each vendor",
    "",
    "A line of a changes file may be about a worker, in nobody's words. This is what each of its fields becomes.",
    `Where there is ${nothing}, the vendor has no place for it: a change that names it is stopped by the hazard`,
    `${code("no-place")}, until that is accepted and the rest goes without it. The same holds for a value that lacks`,
    "what its field needs there. A worker's employment dates are no part of SCIM.",
    "",
    line(heads),
    line(heads.map(() => "---")),
    ...Object.entries<Worker.WorkerType>(Worker.fields).map(([field, { scim }]) =>
      line([
        code(field),
        scim === undefined ? nothing : code(scim),
        ...mapped.map(({ mapping }) => cell(mapping, field))
      ])
    ),
    "",
    "The tests write this file anew and compare it; `npm run record` records it.",
    ""
  ].join("\n")
