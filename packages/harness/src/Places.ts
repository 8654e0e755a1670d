/** The places of a JSON text, and what else can be written there. */
import type { Json } from "@muster/core"

export interface Place {
  readonly path: ReadonlyArray<string | number>
  /** The same for every item of a list: `entities[].role`. */
  readonly name: string
  readonly value: Json.Json
}

/** Every place of a text: the whole, each member and each item. */
export const of = (text: string): ReadonlyArray<Place> =>
  below({ path: [], name: "", value: JSON.parse(text) as Json.Json })

const below = (place: Place): ReadonlyArray<Place> => [place, ...inside(place).flatMap(below)]

const inside = ({ name, path, value }: Place): ReadonlyArray<Place> => {
  if (Array.isArray(value))
    return value.map((item: Json.Json, at) => ({ path: [...path, at], name: `${name}[]`, value: item }))
  if (typeof value !== "object" || value === null) return []
  return Object.entries(value).map(([key, each]: readonly [string, Json.Json]) => ({
    path: [...path, key],
    name: name === "" ? key : `${name}.${key}`,
    value: each
  }))
}

/** The name of a member; the whole and items have none. */
export const keyOf = ({ path }: Place): string | undefined => {
  const last = path.at(-1)
  return typeof last === "string" ? JSON.stringify(last) : undefined
}

/** Whether a place is one of these, or inside one. */
export const isWithin = ({ name }: Place, names: ReadonlyArray<string>): boolean =>
  names.some((each) => name === each || name.startsWith(`${each}.`) || name.startsWith(`${each}[`))

/** The text with other text where the value was, which need not be JSON. */
export const written = (text: string, { path }: Place, other: string): string =>
  JSON.stringify(put(JSON.parse(text) as Json.Json, path)).replace(JSON.stringify(hole), () => other)

/** The text with other text where the member was, its name included; with none, without the member. */
export const instead = (text: string, place: Place, other: string): string => {
  const member = `${keyOf(place) ?? ""}:${hole}`
  const open = written(text, place, hole)
  if (other !== "") return open.replace(member, () => other)
  return open.replace(`${member},`, "").replace(`,${member}`, "").replace(member, "")
}

const hole = "a hole in the text"

const put = (json: Json.Json, [step, ...rest]: ReadonlyArray<string | number>): Json.Json => {
  if (step === undefined) return hole
  const inner = json as Readonly<Record<string | number, Json.Json>>
  const filled = put(inner[step] ?? null, rest)
  return Array.isArray(json)
    ? json.map((item: Json.Json, at) => (at === step ? filled : item))
    : { ...inner, [step]: filled }
}
