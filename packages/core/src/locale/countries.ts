/** Country codes, as lists of ISO 3166-1 alpha-2. */
export const countryCodes: readonly string[] = codes(`
  AD AE AF AG AL AM AO AR AT AU AZ BA BB BD BE BF BG BH BI BJ BN BO BR BS BT BW BY BZ CA CD CF CG CH CI CL CM
  CN CO CR CU CV CY CZ DE DJ DK DM DO DZ EC EE EG ER ES ET FI FJ FM FR GA GB GD GE GH GM GN GQ GR GT GW GY HK
  HN HR HT HU ID IE IL IN IQ IR IS IT JM JO JP KE KG KH KI KM KN KP KR KW KZ LA LB LC LI LK LR LS LT LU LV LY
  MA MC MD ME MG MH MK ML MM MN MR MT MU MV MW MX MY MZ NA NE NG NI NL NO NP NR NZ OM PA PE PG PH PK PL PS PT
  PW PY QA RO RS RU RW SA SB SC SD SE SG SI SK SL SM SN SO SR SS ST SV SY SZ TD TG TH TJ TL TM TN TO TR TT TV
  TW TZ UA UG US UY UZ VA VC VE VN VU WS YE ZA ZM ZW
`)

/** Members of the European Union. */
export const euCountryCodes: readonly string[] = codes(`
  AT BE HR BG CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE
`)

/** English names that differ from those of Unicode. */
export const englishNames: Readonly<Record<string, string>> = {
  AG: 'Antigua and Barbuda',
  BA: 'Bosnia and Herzegovina',
  CD: 'DR Congo',
  HK: 'Hong Kong',
  CI: 'Ivory Coast',
  MK: 'Macedonia',
  MM: 'Myanmar',
  PS: 'Palestine',
  CG: 'Republic of the Congo',
  KN: 'Saint Kitts and Nevis',
  LC: 'Saint Lucia',
  VC: 'Saint Vincent and the Grenadines',
  SZ: 'Swaziland',
  ST: 'São Tomé and Príncipe',
  TT: 'Trinidad and Tobago',
  TR: 'Turkey',
}

/** Calling code and country, by calling code. */
export const callingCodes: readonly (readonly [code: string, country: string])[] = codes(`
  1:CA 1:US 7:RU 20:EG 27:ZA 30:GR 31:NL 32:BE 33:FR 34:ES 36:HU 39:IT 40:RO 41:CH 43:AT 44:GB 45:DK 46:SE
  47:NO 48:PL 49:DE 51:PE 52:MX 53:CU 54:AR 55:BR 56:CL 57:CO 58:VE 60:MY 61:AU 62:ID 63:PH 64:NZ 65:SG 66:TH
  76:KZ 81:JP 82:KR 84:VN 86:CN 90:TR 91:IN 92:PK 93:AF 94:LK 95:MM 98:IR 211:SS 212:MA 213:DZ 216:TN 218:LY
  220:GM 221:SN 222:MR 223:ML 224:GN 225:CI 226:BF 227:NE 228:TG 229:BJ 230:MU 231:LR 232:SL 233:GH 234:NG
  235:TD 236:CF 237:CM 238:CV 239:ST 240:GQ 241:GA 242:CG 243:CD 244:AO 245:GW 248:SC 249:SD 250:RW 251:ET
  252:SO 253:DJ 254:KE 255:TZ 256:UG 257:BI 258:MZ 260:ZM 261:MG 263:ZW 264:NA 265:MW 266:LS 267:BW 268:SZ
  269:KM 291:ER 351:PT 352:LU 353:IE 354:IS 355:AL 356:MT 357:CY 358:FI 359:BG 370:LT 371:LV 372:EE 373:MD
  374:AM 375:BY 376:AD 377:MC 378:SM 379:VA 380:UA 381:RS 382:ME 385:HR 386:SI 387:BA 389:MK 420:CZ 421:SK
  423:LI 501:BZ 502:GT 503:SV 504:HN 505:NI 506:CR 507:PA 509:HT 591:BO 592:GY 593:EC 595:PY 597:SR 598:UY
  670:TL 673:BN 674:NR 675:PG 676:TO 677:SB 678:VU 679:FJ 680:PW 685:WS 686:KI 688:TV 691:FM 692:MH 850:KP
  855:KH 856:LA 880:BD 886:TW 960:MV 961:LB 962:JO 963:SY 964:IQ 965:KW 966:SA 967:YE 968:OM 970:PS 971:AE
  972:IL 973:BH 974:QA 975:BT 976:MN 977:NP 992:TJ 993:TM 994:AZ 995:GE 996:KG 998:UZ 1242:BS 1246:BB 1268:AG
  1473:GD 1758:LC 1767:DM 1784:VC 1809:DO 1868:TT 1869:KN 1876:JM
`).map((entry) => {
  const [code = '', country = ''] = entry.split(':')
  return [`+${code}`, country]
})

/** Continents, with the region code under which Unicode knows each. */
export const continents = [
  { code: 'AF', region: '002' },
  { code: 'AN', region: 'AQ' },
  { code: 'AS', region: '142' },
  { code: 'EU', region: '150' },
  { code: 'NA', region: '003' },
  { code: 'OC', region: '009' },
  { code: 'SA', region: '005' },
] as const

function codes(text: string): readonly string[] {
  return text.trim().split(/\s+/)
}
