/** Who pays with which currency, of those that the API lists. Where two are in use, the later row counts. */
const rows = `
  USD:AS,BQ,EC,FM,GU,IO,MH,MP,PR,PW,SV,TC,TL,UM,US,VG,VI,ZW
  EUR:AD,AT,AX,BE,BL,CY,DE,EE,ES,FI,FR,GF,GP,GR,HR,IE,IT,LT,LU,LV,MC,ME,MF,MQ,MT,NL,PM,PT,RE,SI,SK,SM,TF,VA,XK,YT
  GBP:GB,GG,GS,IM,JE CAD:CA AED:AE AFN:AF ALL:AL AMD:AM ARS:AR AUD:AU,CC,CX,HM,KI,NF,NR,TV AZN:AZ BAM:BA BDT:BD BGN:BG
  BHD:BH BIF:BI BND:BN BOB:BO BRL:BR BWP:BW BYR:BY BZD:BZ CDF:CD CHF:CH,LI CLP:CL CNY:CN COP:CO CRC:CR CVE:CV CZK:CZ
  DJF:DJ DKK:DK,FO,GL DOP:DO DZD:DZ EGP:EG ERN:ER ETB:ET GEL:GE GHS:GH GNF:GN GTQ:GT HKD:HK HNL:HN HUF:HU IDR:ID ILS:IL,PS
  INR:BT,IN IQD:IQ IRR:IR ISK:IS JMD:JM JOD:JO JPY:JP KES:KE KHR:KH KMF:KM KRW:KR KWD:KW KZT:KZ LKR:LK LYD:LY MAD:EH,MA
  MDL:MD MGA:MG MKD:MK MMK:MM MOP:MO MUR:MU MXN:MX MYR:MY MZN:MZ NAD:NA NGN:NG NIO:NI NOK:BV,NO,SJ NPR:NP
  NZD:CK,NU,NZ,PN,TK OMR:OM PAB:PA PEN:PE PHP:PH PKR:PK PLN:PL PYG:PY QAR:QA RON:RO RSD:RS RUB:RU RWF:RW SAR:SA SDG:SD
  SEK:SE SGD:SG SOS:SO SYP:SY THB:TH TND:TN TOP:TO TRY:TR TTD:TT TWD:TW TZS:TZ UAH:UA UGX:UG UYU:UY UZS:UZ VEF:VE VND:VN
  XAF:CF,CG,CM,GA,GQ,TD XOF:BF,BJ,CI,GW,ML,NE,SN,TG YER:YE ZAR:LS,SZ,ZA ZMK:ZM`

const currencyOfCountry = new Map(
  rows
    .trim()
    .split(/\s+/)
    .flatMap((row) => {
      const [currency = '', countries = ''] = row.split(':')
      return countries.split(',').map((country) => [country, currency] as const)
    }),
)

/** The currency of a country; empty where none of those listed is in use. */
export function currencyOf(country: string): string {
  return currencyOfCountry.get(country) ?? ''
}
