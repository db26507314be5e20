/** Area codes of North America in which all numbers are in the plan whose next digit is 2 or more. */
const RANGES =
  '201-210 212-220 223-229 231 234-236 239-240 248-254 256-257 260 262-263 267 269-270 272-274 276 279 281 283 289 301-310 312-321 323-327 329-332 334 336-337 339 341 343 346-347 350-354 360-361 363-365 367-369 380 382 385-386 401-410 412-419 423-425 428 430-432 434-435 437-438 440 442-443 445 447-448 450 458 463-464 468-470 472 474-475 478-480 484 500-510 512-522 525-534 539-541 544 548 551 557 559 561-564 566-567 570-575 577 579-582 584-588 600-610 612-620 622-623 626 628-631 633 636 639-641 645-647 650-651 656-657 659-662 667 669 672 678 680-683 686 689 701-709 712-720 724-728 730-732 734 737-738 740 742-743 747-748 753-754 757 760 762-763 765 769-775 778-782 785-786 801-808 810 812-821 825-826 828 830-833 835 838-840 843-845 847-848 850 854-860 862-867 870 872-873 877-879 888 900-910 912-920 925 928-931 934 936-938 940-943 945 947-949 951-952 954 956 959 970-973 975 978-980 984-986 989'

/** Islands and services: there it takes the library to say which numbers are. */
const OTHERS =
  '242 246 264 268 284 340 345 441 473 523 524 649 658 664 670 671 684 721 758 767 784 787 800 809 829 849 868 869 876 939 983'

let areas: ReadonlySet<string> | undefined
let others: ReadonlySet<string> | undefined

/** Whether ten digits are in the plan of North America; undefined where the area does not tell. */
export function isInNorthAmericanPlan(digits: string): boolean | undefined {
  areas ??= new Set(RANGES.split(' ').flatMap(areasOf))
  others ??= new Set(OTHERS.split(' '))
  const area = digits.slice(0, 3)
  if (areas.has(area)) return (digits[3] ?? '0') > '1'
  return others.has(area) ? undefined : false
}

function areasOf(range: string): readonly string[] {
  const [first = 0, last = first] = range.split('-').map(Number)
  return Array.from({ length: last - first + 1 }, (_, at) => String(first + at))
}
