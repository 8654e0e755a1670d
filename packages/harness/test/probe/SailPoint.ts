/** A tenant whose sources have a schema, and the token of the owner of one. */
import * as Tenant from "../../src/clauses/Tenant.ts"
import { sailPointQuestions } from "../../src/probe/SailPoint.ts"
import { sailPoint } from "../../src/subjects/SailPoint.ts"
import type { Ground } from "./Ground.ts"

export const ground: Ground = {
  subject: sailPoint,
  questions: sailPointQuestions,
  seed: Tenant.seed({
    records: [Tenant.william, { ...Tenant.ada, data: { floor: "3" } }, Tenant.bob],
    sources: [
      { id: "vendors", attributes: ["badge", "desk"] },
      { id: "interns", attributes: ["floor"] }
    ]
  }),
  id: Tenant.william.id,
  others: { owner: "owner" },
  accept: []
}
