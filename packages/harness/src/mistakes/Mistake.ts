/**
 * A mistake that an adapter can make, made on purpose by a wrapper of an honest one. A kit that does not notice it at
 * every vendor where it can be made is no kit.
 */
import type { Vendor } from "@muster/adapter-kit/Vendor"
import type { Semantics, Snapshot } from "@muster/core"

export interface Mistake {
  readonly id: string
  readonly says: string
  /** Vendors where nobody can make it, each with the reason; there it is no different from the honest adapter. */
  readonly except?: Readonly<Record<string, string>>
  readonly wrong: (honest: Vendor) => Vendor
}

/** An adapter whose requests say something else than the plan wants said. */
export const saying =
  (
    other: (forms: Semantics.Forms, now: Snapshot.Snapshot, semantics: Semantics.Semantics) => Semantics.Forms
  ) =>
  (honest: Vendor): Vendor => {
    const wrong = (semantics: Semantics.Semantics): Semantics.Semantics => ({
      ...semantics,
      alternatives: semantics.alternatives.map(wrong),
      encode: (member, forms, now) => semantics.encode(member, other(forms, now, semantics), now)
    })
    return { ...honest, semantics: wrong(honest.semantics) }
  }

type Said = Semantics.Forms["fields"][number]

/** The same for the fields one by one: what each becomes, or nothing. */
export const sayingOfEach = (other: (said: Said) => Said | undefined) =>
  saying(({ fields, ...forms }) => ({
    ...forms,
    fields: fields.map(other).filter((said) => said !== undefined)
  }))
