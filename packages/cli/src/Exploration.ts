/** What a vendor's document leaves open, asked of a server. It brings the contract kit, so only `probe` loads it. */
import type { Learnt } from "@muster/harness/probe/Probe"
import * as Probing from "@muster/harness/probe/Probing"
import { questions } from "@muster/harness/probe/Questions"
import * as Target from "@muster/harness/verify/Target"
import * as Config from "effect/Config"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Ending from "./Ending.ts"
import * as Printing from "./Printing.ts"
import * as Server from "./Server.ts"
import { line, type Line, wrap } from "./show/Line.ts"

export interface Options extends Server.Server {
  readonly accept: ReadonlyArray<string>
  readonly other: Option.Option<Readonly<Record<string, string>>>
}

/** Asks, and tells each answer as soon as it is there. */
export const run = Effect.fnUntraced(function* (options: Options) {
  const { accept, baseUrl, other, vendor } = options
  const target = Target.all.get(vendor)
  if (target === undefined) return yield* Ending.refuse("there is no such vendor")
  const others: Record<string, Effect.Success<ReturnType<typeof Server.secret>>> = {}
  for (const [name, variable] of Object.entries(Option.getOrElse(other, () => ({}))))
    others[name] = yield* Server.secret(variable)
  return yield* Probing.run(target, questions.get(vendor) ?? [], Server.connect(options), {
    ...Server.member(options),
    baseUrl,
    token: yield* Server.token(options),
    headers: yield* headersOf(vendor),
    others,
    accept,
    isPaced: Server.isPaced(options),
    onLearnt: (learnt) => Printing.print(linesOf(learnt))
  })
})

/** What a vendor wants beside the token, as its adapter has it from the environment. */
const headersOf = (vendor: string) =>
  vendor === "eloomi"
    ? Config.String("MUSTER_ELOOMI_CLIENT_ID").pipe(
        Effect.map((clientid): Readonly<Record<string, string>> => ({ clientid })),
        Effect.mapError(() => new Server.Unset({ variable: "MUSTER_ELOOMI_CLIENT_ID" }))
      )
    : Effect.succeed({})

const linesOf = (learnt: Learnt): ReadonlyArray<Line> =>
  "answer" in learnt
    ? [
        line("added", `${learnt.axis.padEnd(14)} ${learnt.answer}`),
        ...learnt.evidence.flatMap((each) => wrap(line("quiet", `    ${each}`)))
      ]
    : wrap(line("changed", `${learnt.axis.padEnd(14)} cannot tell: ${learnt.why}`))
