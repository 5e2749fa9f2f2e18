// The picture of the landing page: streams that flow together below the words. Decoration only.

const streams = [
  "M-20 372C240 372 400 452 660 452H1240",
  "M-20 424C240 424 400 464 660 464H1240",
  "M-20 476H1240",
  "M-20 528C240 528 400 488 660 488H1240",
  "M-20 580C240 580 400 500 660 500H1240",
];

export function Streams() {
  return (
    <svg
      class="streams"
      viewBox="0 0 1200 540"
      preserveAspectRatio="xMinYMax slice"
      aria-hidden="true"
    >
      {streams.map((path) => <path key={path} d={path} />)}
    </svg>
  );
}
