import { assert, describe, it } from "vitest"
import * as Wire from "../src/Wire.ts"

const id = "3fa85f64-5717-4562-b3fc-2c963f66afa6"

describe("Wire", () => {
  it.each([
    ["phone", Wire.isPhone, ["+12345678901", "+1234567", "+123456789012345"]],
    ["e-mail", Wire.isEmail, ["ada@example.org", "a.b+c@mail.example.org", '"ada l"@example.org']],
    ["country", Wire.isCountry, ["US", "DE", "AX"]],
    ["locale", Wire.isLocale, ["en-us", "de-at"]],
    ["date", Wire.isDate, ["2007-12-20", "2024-02-29"]],
    ["UUID", Wire.isUuid, [id, id.toUpperCase(), "00000000-0000-0000-0000-000000000000"]],
    ["description", Wire.isDescription, ["", "x".repeat(5000), "é".repeat(2500), "🙂".repeat(1250)]]
  ])("the format of a %s holds", (_name, holds, good) => {
    assert.deepEqual(
      good.filter((value) => !holds(value)),
      []
    )
  })

  it.each([
    ["phone", Wire.isPhone, ["", "12345678901", "+02345678", "+1234567890123456", "+1 234 567 8901"]],
    ["e-mail", Wire.isEmail, ["", "ada", "ada@", "@example.org", "a b@example.org", "ada@example.org\n"]],
    ["country", Wire.isCountry, ["", "us", "USA", "ZZ", "UK", "constructor", "__proto__"]],
    ["locale", Wire.isLocale, ["", "en", "en-US", "EN-us", "en_us", "en-us-x", "xx-us", "en-ß", "en-ır"]],
    ["date", Wire.isDate, ["", "2023-02-29", "20071220", "2007-12-20T00:00:00Z", "2007-13-01"]],
    ["UUID", Wire.isUuid, ["", id.slice(1), `{${id}}`, id.replaceAll("-", "")]],
    ["description", Wire.isDescription, ["x".repeat(5001), "é".repeat(2501), "🙂".repeat(1251)]]
  ])("the format of a %s is refused", (_name, holds, bad) => {
    assert.deepEqual(
      bad.filter((value) => holds(value)),
      []
    )
  })
})
