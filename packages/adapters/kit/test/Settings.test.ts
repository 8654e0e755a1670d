import * as ConfigProvider from "effect/ConfigProvider"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import { assert, describe, it } from "vitest"
import * as Settings from "../src/Settings.ts"

const check = (settings: Partial<Settings.Settings>) =>
  Settings.check("acme", {
    baseUrl: "https://acme.example",
    credentials: Effect.succeed(Redacted.make("token")),
    ...settings
  })

describe("Settings", () => {
  it.each([
    "https://acme.example",
    "https://acme.example/api/",
    "http://localhost:1",
    "http://127.0.0.1:1",
    "http://127.255.3.4",
    "http://[::1]:1"
  ])("%s is a base URL", (baseUrl) => {
    const checked = Result.getOrThrow(check({ baseUrl }))

    assert.isFalse(checked.baseUrl.endsWith("/"))
  })

  it.each([
    ["http://acme.example", "https"],
    ["http://127.0.0.1.acme.example", "https"],
    ["http://localhost.acme.example", "https"],
    ["http://[::2]", "https"],
    ["ftp://127.0.0.1", "https"],
    ["https://ada:pass-canary@acme.example", "password"],
    ["https://acme.example?key=pass-canary", "query"],
    ["https://acme.example#", "fragment"],
    ["acme.example", "absolute"]
  ])("%s is refused, and the refusal says why without repeating it", (baseUrl, rule) => {
    const refused = Result.getOrThrow(Result.flip(check({ baseUrl })))

    assert.include(refused.message, rule)
    assert.notMatch(refused.message, /canary|acme\.example|\[::2\]/)
  })

  it.each([{ timeout: 0 }, { timeout: Infinity }, { longestWait: -1 }, { retries: -1 }, { retries: 0.5 }])(
    "%o is refused",
    (settings) => {
      assert.isTrue(Result.isFailure(check(settings)))
    }
  )

  it("the environment gives a vendor's settings under its own prefix", async () => {
    const env = {
      MUSTER_ACME_TOKEN: "t",
      MUSTER_ACME_TIMEOUT: "5 seconds",
      MUSTER_ACME_RESPONSE_CAP: "1 MiB"
    }
    const provider = ConfigProvider.fromEnv({ env })

    const settings = await Effect.runPromise(
      Effect.provideService(
        Effect.flatMap(Settings.fromConfig("ACME", "https://acme.example"), (read) =>
          Effect.fromResult(Settings.check("acme", read))
        ),
        ConfigProvider.ConfigProvider,
        provider
      )
    )

    assert.deepInclude(settings, {
      baseUrl: "https://acme.example",
      timeout: 5000,
      retries: 3,
      longestWait: 60_000
    })
    assert.strictEqual(Redacted.value(await Effect.runPromise(settings.credentials)), "t")
  })

  it("where every customer has an address, the environment has to give it", async () => {
    const provider = ConfigProvider.fromEnv({ env: { MUSTER_ACME_TOKEN: "t" } })

    const error = await Effect.runPromise(
      Effect.flip(Effect.provideService(Settings.fromConfig("ACME"), ConfigProvider.ConfigProvider, provider))
    )

    assert.include(error.message, "BASE_URL")
  })
})
