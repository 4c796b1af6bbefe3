"use strict";
const table = document.getElementById("list");
const heads = table.tHead.querySelectorAll("th");
const key = (body, column) => body.rows[0].cells[column].dataset.sort ?? body.rows[0].cells[column].textContent;
heads.forEach((head, column) => {
  const button = document.createElement("button");
  button.type = "button";
  button.append(...head.childNodes);
  head.append(button);
  button.addEventListener("click", () => {
    const down = head.getAttribute("aria-sort") !== "descending";
    heads.forEach((other) => other.removeAttribute("aria-sort"));
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    const sign = down ? -1 : 1;
    const compare = (left, right) => {
      const [a, b] = [key(left, column), key(right, column)];
      const numbers = a !== "" && b !== "" && !isNaN(a) && !isNaN(b);
      return sign * (numbers ? a - b : a.localeCompare(b, "zh"));
    };
    table.append(...[...table.tBodies].sort(compare));
  });
});
