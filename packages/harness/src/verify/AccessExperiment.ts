/** Experiments about access alone: the fields go back as they were read. None at a vendor without access. */
import type { Access, Semantics, Snapshot } from "@muster/core"
import type { AccessForms } from "@muster/core/AccessForms"
import type { Samples } from "@muster/core/testing"
import * as Drawing from "../Drawing.ts"
import type { Tape } from "../Tape.ts"
import type { Experiment } from "./Experiment.ts"
import * as Restatement from "./Restatement.ts"

/** Access that a tape draws; where it is about entries alone, the defaults go back as they were read. */
export const drawn = (
  operation: Semantics.Semantics,
  samples: Samples.Samples,
  before: Snapshot.Snapshot,
  tape: Tape,
  about: "defaults" | "entries"
): Experiment | undefined => {
  const { access } = Drawing.forms({ semantics: operation, samples, tape }, before)
  if (access === undefined || before.access === undefined) return undefined
  const { client, own } = Restatement.access(before.access)
  const entries = {
    own: { ...access.own, default: own.default },
    client: { ...access.client, default: client.default }
  }
  return saying(operation, before, about === "defaults" ? access : entries)
}

/** Access as it was read, but for one side that is left out. */
export const withoutSide = (
  operation: Semantics.Semantics,
  before: Snapshot.Snapshot,
  side: Access.Side
): Experiment | undefined =>
  before.access === undefined
    ? undefined
    : saying(operation, before, {
        ...Restatement.access(before.access),
        [side]: { default: { form: "absent" }, entries: new Map() }
      })

const saying = (
  operation: Semantics.Semantics,
  before: Snapshot.Snapshot,
  access: AccessForms
): Experiment => ({
  operation,
  about: "access",
  forms: { fields: Restatement.fields(operation, before), access }
})
