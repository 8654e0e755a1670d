/**
 * A served twin at work, with the token of its control interface: what `Running` is in this process. A check waits for
 * each call. The server has one state; forks take turns, and each finds its own when it speaks.
 */
import { extname } from "node:path"
import { fileURLToPath } from "node:url"
import * as Settings from "@muster/adapter-kit/Settings"
import type { Request, Response } from "@muster/twin-kit"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import { createSyncFn } from "synckit"
import { type PureBench, statePath } from "./Clause.ts"
import type { Answer, Call, Outcome } from "./RemoteCall.ts"
import { request, type Running, type Caller } from "./Running.ts"
import type { Subject } from "./Subject.ts"

/** Where a twin is served, and the token of its control interface. */
export interface Place extends Pick<Settings.Settings, "baseUrl" | "timeout"> {
  readonly controlToken: Redacted.Redacted<string>
}

/** No clause can be tried there: what is in the way, and the way out. */
export class NoTwin extends Data.TaggedError("NoTwin")<{ readonly rule: string; readonly wayOut: string }> {
  override get message(): string {
    return `${this.rule}; ${this.wayOut}`
  }
}

/** A bench over a served twin. */
export interface Remote extends PureBench {
  /** Keeps what the twin remembers, and puts it back when the answer is called. */
  readonly keep: () => () => void
}

/** Runs what talks to a served twin; what stands in the way is an error, anything else a defect. */
export const talking = <A>(talk: () => A): Effect.Effect<A, NoTwin> =>
  Effect.try({
    try: talk,
    catch: (error) => {
      if (error instanceof NoTwin) return error
      throw error
    }
  })

/** Finds the twin of a vendor at a place, and the reading that it was started with. */
export const connect = Effect.fnUntraced(function* (subject: Caller & Pick<Subject, "id">, place: Place) {
  const credentials = Effect.succeed(place.controlToken)
  const settings = yield* Effect.fromResult(Settings.check(subject.id, { ...place, credentials }))
  const server = serverAt(settings, place.controlToken)
  const { reading, vendor } = yield* talking(() => server.tells("GET", "/-/reading", About))
  if (vendor === subject.id) return remote(subject, server, reading)
  return yield* new NoTwin({
    rule: `this is the twin of another vendor than ${subject.id}`,
    wayOut: "name the vendor that it stands in for"
  })
})

const About = Schema.Struct({ vendor: Schema.String, reading: Schema.Record(Schema.String, Schema.String) })

interface Server {
  readonly send: (request: Request) => Response
  /** Calls the control interface, which has to answer 200. */
  readonly control: (method: string, path: string, body?: unknown) => Response
  /** The same, and gives the answer. */
  readonly tells: <A>(method: string, path: string, answer: Schema.ConstraintDecoder<A>) => A
  /** Whose state the server has; undefined when nobody comes back to it. */
  live: Turn | undefined
}

/** One who speaks to the server in turn with others. */
interface Turn {
  /** The id under which the server keeps its state; undefined when it has caller since. */
  kept: string | undefined
}

const serverAt = ({ baseUrl, timeout }: Settings.Checked, token: Redacted.Redacted<string>): Server => {
  const send: Server["send"] = (asked) => {
    const outcome = call({ ...asked, baseUrl, timeout })
    if (typeof outcome === "string") throw new NoTwin(ways[outcome])
    return outcome
  }
  const control: Server["control"] = (method, path, body) => {
    const headers = { authorization: `Bearer ${Redacted.value(token)}` }
    const text = body === undefined ? "" : JSON.stringify(body)
    const response = send({ method, path, query: new Map(), headers, body: text })
    if (response.status === 401) throw new NoTwin(stranger)
    if (response.status !== 200) throw new NoTwin(foreign)
    return response
  }
  const tells: Server["tells"] = (method, path, answer) => {
    const decoded = Schema.decodeUnknownOption(Schema.fromJsonString(answer))(control(method, path).body)
    return Option.getOrThrowWith(decoded, () => new NoTwin(foreign))
  }
  return { send, control, tells, live: undefined }
}

/** The worker lies beside this file, in TypeScript or as it was built; it is started with the first call. */
export const call = (asked: Call): Outcome => createSyncFn<Answer>(worker)(asked)
const worker = fileURLToPath(new URL(`./RemoteCall${extname(import.meta.url)}`, import.meta.url))

const stranger = {
  rule: "the server refuses the control token",
  wayOut: "give the one that it printed when it was started"
}
const foreign = {
  rule: "the server does not have the control interface of a twin",
  wayOut: "give the address of one that muster twin has started"
}
const ways = {
  unreachable: { rule: "nothing answers at this address", wayOut: "start a twin there with muster twin" },
  "too slow": { rule: "the server takes too long to answer", wayOut: "look whether it is still at work" },
  "too long": { rule: "an answer is longer than any twin's", wayOut: foreign.wayOut },
  redirected: {
    rule: "the server sends its callers elsewhere",
    wayOut: "give the address of the twin itself"
  }
}

const remote = (caller: Caller, server: Server, reading: PureBench["reading"]): Remote => ({
  reading,
  start: (seed) => {
    leave(server)
    server.control("POST", "/-/seed", seed)
    server.live = { kept: undefined }
    return running(caller, server, server.live)
  },
  keep: () => {
    leave(server)
    const before = { kept: server.live?.kept ?? keep(server) }
    return () => {
      server.live = undefined
      enter(server, before)
    }
  }
})

const running = (caller: Caller, server: Server, turn: Turn): Running => ({
  ask: (asked) => {
    enter(server, turn)
    if (asked.path === statePath) return server.control("GET", statePath)
    turn.kept = undefined
    return server.send(request(caller, asked))
  },
  happen: (event) => {
    enter(server, turn)
    turn.kept = undefined
    server.control("POST", "/-/events", event)
  },
  fork: () => {
    turn.kept ??= keep(server)
    return running(caller, server, { kept: turn.kept })
  }
})

const Kept = Schema.Struct({ id: Schema.String })

/** Keeps the state that the server has. */
const keep = (server: Server): string => server.tells("POST", "/-/states", Kept).id

/** Sees to it that whoever spoke last can come back. */
const leave = (server: Server): void => {
  if (server.live !== undefined) server.live.kept ??= keep(server)
}

/** The server has the state of this one from here on. Whoever has not caller yet, or not last, has one that is kept. */
const enter = (server: Server, turn: Turn): void => {
  if (server.live === turn) return
  leave(server)
  server.control("POST", `/-/states/${turn.kept}`)
  server.live = turn
}
