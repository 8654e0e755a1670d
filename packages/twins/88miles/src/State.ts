/**
 * What the vendor remembers: the members of one account, who calls, the plan, open charges and the mails it sent.
 * Everything is immutable and keyed by Map, so that an id may be any string.
 */
import { Schema } from "effect"
import { Member } from "./Vocabulary.ts"

/** A mail that asks somebody to confirm a charge (M2). */
export interface Mail {
  readonly to: "account" | "member"
  readonly uuid: string
}

export interface Caller {
  readonly mayUpdate: boolean
}

export interface State {
  readonly members: ReadonlyMap<string, Member>
  readonly caller: string
  readonly tokens: ReadonlyMap<string, Caller>
  readonly maximumStaff: number | undefined
  readonly chargesOnActivation: boolean
  /** Members whose charge nobody has confirmed yet (M-8 awaiting). */
  readonly awaiting: ReadonlySet<string>
  readonly outbox: ReadonlyArray<Mail>
}

const Seed = Schema.Struct({
  members: Schema.Array(Member),
  caller: Schema.Struct({ uuid: Schema.String }),
  tokens: Schema.Array(Schema.Struct({ token: Schema.String, mayUpdate: Schema.Boolean })),
  maximumStaff: Schema.optionalKey(Schema.Int),
  chargesOnActivation: Schema.optionalKey(Schema.Boolean)
})
const Event = Schema.Union([
  Schema.Struct({ type: Schema.Literal("charge-confirmed"), uuid: Schema.String }),
  Schema.Struct({ type: Schema.Literal("member-written"), uuid: Schema.String, staff: Schema.Unknown }),
  Schema.Struct({ type: Schema.Literal("member-added"), member: Member })
])

const decodeSeed = Schema.decodeUnknownSync(Seed, { onExcessProperty: "error" })
const decodeEvent = Schema.decodeUnknownSync(Event, { onExcessProperty: "error" })

/** Builds the state at the start. The caller is one of the members, because the list includes the caller (M6). */
export const seed = (json: unknown): State => {
  const { members, caller, tokens, maximumStaff, chargesOnActivation } = decodeSeed(json)
  const known = new Map(members.map((member) => [member.uuid, member]))
  if (known.size < members.length) throw new Error("Two members have one uuid.")
  if (!known.has(caller.uuid)) throw new Error("The caller is not among the members.")
  return {
    members: known,
    caller: caller.uuid,
    tokens: new Map(tokens.map(({ token, mayUpdate }) => [token, { mayUpdate }])),
    maximumStaff,
    chargesOnActivation: chargesOnActivation ?? true,
    awaiting: new Set(),
    outbox: []
  }
}

/** Another writer's call; it is a rule of the vendor and is handed in, so that State knows no rule. */
export type Write = (state: State, uuid: string, body: unknown) => State

/** Makes something happen at the vendor without this client. */
export const event = (state: State, json: unknown, write: Write): State => {
  const happened = decodeEvent(json)
  switch (happened.type) {
    case "charge-confirmed":
      return confirmed(state, happened.uuid)
    case "member-written":
      return write(state, happened.uuid, { staff: happened.staff })
    case "member-added":
      if (state.members.has(happened.member.uuid)) throw new Error("This member exists already.")
      return withMember(state, happened.member)
  }
}

/** Puts a member into the state, in the place of the former one if there is one. */
export const withMember = (state: State, member: Member): State => ({
  ...state,
  members: new Map(state.members).set(member.uuid, member)
})

/** Remembers whether a charge for this member is open. */
export const withAwaiting = (state: State, uuid: string, open: boolean): State => {
  if (state.awaiting.has(uuid) === open) return state
  const awaiting = new Set(state.awaiting)
  if (open) awaiting.add(uuid)
  else awaiting.delete(uuid)
  return { ...state, awaiting }
}

/** M-8: a confirmed charge makes the member active; a confirmation of nothing changes nothing. */
const confirmed = (state: State, uuid: string): State => {
  const member = state.members.get(uuid)
  if (member === undefined) throw new Error("There is no such member.")
  if (!state.awaiting.has(uuid)) return state
  return withAwaiting(withMember(state, { ...member, active: "true" }), uuid, false)
}
