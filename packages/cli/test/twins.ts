/** Serves the stand-in of every vendor as `muster twin` does, all in one process: starting is what takes long. */
import * as NodeRuntime from "@effect/platform-node/NodeRuntime"
import * as NodeServices from "@effect/platform-node/NodeServices"
import * as Effect from "effect/Effect"
import { run } from "../src/Muster.ts"
import * as Vendors from "../src/Vendors.ts"

const vendors = [...Vendors.fromEnvironment.keys()]

NodeRuntime.runMain(
  Effect.forEach(vendors, (vendor) => run(["twin", vendor]), { concurrency: "unbounded" }).pipe(
    Effect.provide(NodeServices.layer)
  )
)
