#!/usr/bin/env node
/** The program `muster`. */
import * as NodeRuntime from "@effect/platform-node/NodeRuntime"
import * as NodeServices from "@effect/platform-node/NodeServices"
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import { run } from "./Muster.ts"

// Every command has said what is wrong before it fails. A defect nobody has told of, and its message may hold
// somebody's data, so only its name is printed.
const told = Effect.tapDefect((defect) =>
  Console.error(`muster: a defect of its own (${defect instanceof Error ? defect.name : typeof defect})`)
)

NodeRuntime.runMain(run(process.argv.slice(2)).pipe(told, Effect.provide(NodeServices.layer)), {
  disableErrorReporting: true
})
