/** A server that a command is pointed at by its flags: where it is, who we are to it, and what it may be used for. */
import { isLoopback } from "@muster/adapter-kit/Settings"
import * as Flag from "effect/cli/Flag"
import * as Config from "effect/Config"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as Tables from "./Tables.ts"
import * as Vendors from "./Vendors.ts"

/** A flag that may be left out. */
export const named = (name: string, says: string) =>
  Flag.String(name).pipe(Flag.withDescription(says), Flag.optional)

/** What every command takes that sends requests to a server of the caller's choice. */
export const flags = {
  vendor: Flag.Literals("vendor", [...Vendors.fromEnvironment.keys()]).pipe(
    Flag.withDescription("Whose server it is")
  ),
  baseUrl: Flag.String("base-url").pipe(Flag.withDescription("Where the server is")),
  tokenEnv: named("token-env", "The environment variable with the token; MUSTER_<VENDOR>_TOKEN without it"),
  record: named("record", "The id of a record that may be changed; it is put back afterwards"),
  accept: Flag.String("accept").pipe(
    Flag.withDescription("A hazard by its id: may-charge, sends-message, leaves-records, irreversible"),
    Flag.atLeast(0)
  )
}

/** What the flags say. */
export interface Server {
  readonly vendor: string
  readonly baseUrl: string
  readonly tokenEnv: Option.Option<string>
  readonly record: Option.Option<string>
}

/** An environment variable that the caller named and did not set. */
export class Unset extends Data.TaggedError("Unset")<{ readonly variable: string }> {
  override get message(): string {
    return `the environment has no ${this.variable}; set it, or name another variable`
  }
}

/** What an environment variable holds. */
export const secret = (variable: string) =>
  Effect.mapError(Config.Redacted(variable), () => new Unset({ variable }))

const prefixOf = (vendor: string): string => `MUSTER_${vendor.toUpperCase()}`

/** The token for the server. */
export const token = ({ tokenEnv, vendor }: Server) =>
  secret(Option.getOrElse(tokenEnv, () => `${prefixOf(vendor)}_TOKEN`))

/** The adapter, connected to the server in the place of what the environment says. */
export const connect = (server: Server) => {
  const prefix = prefixOf(server.vendor)
  return Effect.gen(function* () {
    // At a tenth of the vendor's pace a read of many pages takes longer than anybody's usual patience.
    const settings = ConfigProvider.fromEnv({
      env: {
        [`${prefix}_TOKEN`]: Redacted.value(yield* token(server)),
        [`${prefix}_BASE_URL`]: server.baseUrl,
        [`${prefix}_TIMEOUT`]: "15 minutes"
      }
    })
    const provider = ConfigProvider.orElse(settings, yield* ConfigProvider.ConfigProvider)
    const found = Vendors.find(Vendors.fromEnvironment, server.vendor)
    return yield* Effect.provideService(found, ConfigProvider.ConfigProvider, provider)
  })
}

/** The record that was named, as a member. */
export const member = ({
  record,
  vendor
}: Server): { readonly member?: Readonly<Record<string, string>> } => {
  const [identifier = "id"] = Tables.all.get(vendor)?.[0]?.definition.identifiers ?? []
  return Option.isSome(record) ? { member: { [identifier]: record.value } } : {}
}

/** On this computer nobody's limit has to be spared. */
export const isPaced = ({ baseUrl }: Server): boolean =>
  !URL.canParse(baseUrl) || !isLoopback(new URL(baseUrl))
