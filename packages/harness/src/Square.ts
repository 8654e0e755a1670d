/** The squares of a vendor's table, each with the clause or the axis that it cites. */
import type { Semantics } from "@muster/core"

export interface Square {
  /** The field, and what a request says about it: `phone × absent`. */
  readonly name: string
  readonly cites: string
}

/** Every square of a table. The laws of a vendor fail unless they reach all of them. */
export const all = ({
  access,
  complexes = [],
  contradictions = [],
  fields
}: Semantics.Definition): ReadonlyArray<Square> => [
  ...fields.flatMap(ofField),
  ...complexes.flatMap(ofComplex),
  ...contradictions.map(({ axis, fields }) => ({ name: fields.join(" with "), cites: axis })),
  ...Object.entries({ ...access?.clauses, ...access?.axes }).map(([rule, cites]) => ({
    name: `access × ${rule}`,
    cites
  }))
]

const ofField = ({ cells, consequences = [], name, ordinary, writes = [] }: Semantics.Field) => [
  ...ofCells(name, cells),
  ...Object.entries(ordinary?.otherwise ?? {}).flatMap(([form, cell]) =>
    ofCell(`${name} × ${form} (odd)`, cell)
  ),
  ...consequences.map(({ clause, id }) => ({ name: `${name} × ${id}`, cites: clause })),
  ...writes.map(({ clause, field }) => ({ name: `${name} × writes ${field}`, cites: clause }))
]

const ofComplex = ({ cells, name, open }: Semantics.Complex) => [
  ...ofCells(name, cells),
  ...(open === undefined
    ? []
    : [
        ...ofCells(`${name}.*`, open.each.cells),
        ...ofCell(`${name}.* × stranger`, open.stranger),
        { name: `${name} × most`, cites: open.most.clause }
      ])
]

const ofCells = (name: string, cells: Readonly<Record<string, Semantics.Cell>>) =>
  Object.entries(cells).flatMap(([form, cell]) => ofCell(`${name} × ${form}`, cell))

/** A square that asks, and those that it asks on. */
const ofCell = (name: string, cell: Semantics.Cell): ReadonlyArray<Square> =>
  "clause" in cell
    ? [{ name, cites: cell.clause }]
    : [
        { name, cites: cell.axis },
        ...Object.values(cell.outcomes).flatMap((outcome) =>
          typeof outcome === "object" ? ofCell(name, outcome) : []
        )
      ]
