/**
 * The command line as a whole: `muster` and its commands, ready to be run with arguments. Twins and the contract kit
 * double the time it takes to start, so the commands that need them load them when they are run.
 */
import * as NodeHttpClient from "@effect/platform-node/NodeHttpClient"
import * as Command from "effect/cli/Command"
import { apply } from "./commands/Apply.ts"
import { demo } from "./commands/Demo.ts"
import { explain } from "./commands/Explain.ts"
import { plan } from "./commands/Plan.ts"
import { probe } from "./commands/Probe.ts"
import { semantics } from "./commands/Semantics.ts"
import { twin } from "./commands/Twin.ts"
import { verify } from "./commands/Verify.ts"

export const muster = Command.make("muster").pipe(
  Command.withDescription(
    "Exact updates of workforce records: see what will happen, then have exactly that happen"
  ),
  Command.withSubcommands([
    plan.pipe(Command.provide(NodeHttpClient.layerUndici)),
    apply.pipe(Command.provide(NodeHttpClient.layerUndici)),
    explain.pipe(Command.provide(NodeHttpClient.layerUndici)),
    probe.pipe(Command.provide(NodeHttpClient.layerUndici)),
    verify.pipe(Command.provide(NodeHttpClient.layerUndici)),
    semantics,
    twin,
    demo
  ])
)

/** Runs the command line; a code other than 0 is a failure that carries it. */
export const run = Command.runWith(muster, { version: "0.1.0" })
