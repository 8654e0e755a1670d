/** Saboteurs of S5 and S7: what a success answers with, and that an update replaces. */
import type { State } from "@muster/twin-sailpoint"
import { withRecord } from "@muster/twin-sailpoint/State"
import type { Twin } from "@muster/twin-kit"
import { answering, type Saboteur, saboteur } from "../Saboteur.ts"
import {
  type Members,
  onPut,
  type Outcome,
  refusing,
  rereading,
  restoring,
  whenAnswered
} from "./SailPointCalls.ts"

/** A twin whose answer to an accepted PUT is another one. */
const confirming = (change: (answer: Members, body: Members) => unknown): Twin<State> =>
  onPut(({ body }, honest) => {
    const [next, response] = honest(body)
    return response.status === 200
      ? [next, answering(response, change(JSON.parse(response.body) as Members, body))]
      : undefined
  })

const without = (name: string) =>
  confirming((answer) => Object.fromEntries(Object.entries(answer).filter(([each]) => each !== name)))

/** A twin that says of an updated record what it read before. */
const before = whenAnswered(200, (response, state, request, honest): Outcome => {
  if (request.method !== "PUT") return [state, response]
  return [state, honest({ ...request, method: "GET", body: "" })[1]]
})

const answers: ReadonlyArray<Saboteur> = [
  saboteur(
    "S5-no-content",
    "A success is a 204 without a body.",
    onPut(({ body }, honest) => {
      const [next, response] = honest(body)
      return response.status === 200 ? [next, { status: 204, headers: {}, body: "" }] : undefined
    })
  ),
  saboteur("S5-the-record-before", "A success answers the record as it was.", before),
  saboteur(
    "S5-echo",
    "A success answers what was sent.",
    confirming((_answer, body) => body)
  ),
  saboteur(
    "S5-echo-with-the-rest",
    "A success answers what was sent, whatever became of it.",
    confirming((answer, body) => ({
      ...answer,
      ...body,
      data: body["data"] ?? answer["data"],
      firstName: ""
    }))
  ),
  saboteur(
    "S5-wrapped",
    "A success answers the record in a wrapper.",
    confirming((record) => ({ record }))
  ),
  ...["id", "created", "modified", "data", "manager"].map((name) =>
    saboteur(`S5-without-${name}`, `A success answers without ${name}.`, without(name))
  ),
  saboteur(
    "S5-modified-stays",
    "modified is the time of the first update.",
    restoring((_after, _arrived, { modified }) => ({ modified }))
  ),
  saboteur(
    "S5-created-moves",
    "created is the time of the last update.",
    restoring(({ modified }) => ({ created: modified }))
  ),
  saboteur(
    "S5-another-id",
    "A success answers the id in another spelling.",
    confirming((answer) => ({ ...answer, id: String(answer["id"]).toUpperCase() }))
  )
]

/** Data is merged. */
export const merging = restoring(({ data }, _arrived, before) => ({
  data: new Map([...before.data, ...data])
}))

const replacing: ReadonlyArray<Saboteur> = [
  saboteur("S7-attributes-are-merged", "Attributes that data leaves out stay.", merging),
  saboteur(
    "S7-attributes-are-added-only",
    "Attributes that exist keep their values.",
    restoring(({ data }, _arrived, before) => ({ data: new Map([...data, ...before.data]) }))
  ),
  saboteur(
    "S7-attributes-are-removed-only",
    "Attributes that are new are passed over.",
    restoring(({ data }, _arrived, before) => ({
      data: new Map([...data].filter(([name]) => before.data.has(name)))
    }))
  ),
  saboteur(
    "S7-fields-are-merged",
    "Fields that the body leaves out stay.",
    rereading((body, stored) => {
      if (stored === undefined) return body
      const { created: _created, data, id: _id, modified: _modified, ...fields } = stored
      return { ...fields, data: Object.fromEntries(data), ...body }
    })
  ),
  saboteur(
    "S7-fields-are-cleared",
    "Fields that the body leaves out are empty afterwards.",
    onPut(({ body, id, state, stored }, honest) => {
      const [, response] = honest(body)
      if (response.status !== 400 || stored === undefined) return undefined
      return [withRecord(state, { ...stored, phone: "", email: "", id }), { ...response, status: 200 }]
    })
  ),
  saboteur(
    "S7-same-again-is-refused",
    "A record that says what is stored already is refused.",
    refusing(
      ({ body, stored }) =>
        JSON.stringify(body["data"]) === JSON.stringify(Object.fromEntries(stored?.data ?? [])),
      400
    )
  )
]

export const answerSaboteurs: ReadonlyArray<Saboteur> = [...answers, ...replacing]
