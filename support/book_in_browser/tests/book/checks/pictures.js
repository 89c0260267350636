// The pictures, which are part of the page (inline SVG).

const SHAPES = "rect, line, path, polyline, polygon, circle, ellipse";

/** Minimum contrast for readers (WCAG 2.2, 1.4.3 and 1.4.11). */
const TEXT_CONTRAST = 4.5;
const SHAPE_CONTRAST = 3;

/** A picture is an image to a screen reader, or a group if it holds links. */
const PICTURE = "svg[role=img]:not(:has(a)), svg[role=group]:has(a)";

function pictures() {
    return [...document.querySelectorAll(`main :is(${PICTURE})`)];
}

/** Returns the pictures' names, which are empty for pictures without a title. */
function names() {
    return pictures().map((picture) =>
        picture.querySelector("title")?.textContent.trim() ?? "");
}

/** Returns whether a script of the page has replaced this element. */
function isReplaced(element) {
    return element.closest("[hidden]") !== null;
}

function titled(picture) {
    const title = picture.querySelector("title")?.textContent ?? "";
    return `the picture “${brief(title)}”`;
}

/** Returns complaints about pictures that a screen reader cannot describe. */
function wordlessPictures() {
    const complaints = [];
    for (const text of document.querySelectorAll("main svg text")) {
        if (!text.closest(PICTURE)) {
            complaints.push(`${named(text)} is in an svg without a role`);
        }
    }
    for (const picture of pictures()) {
        const attributes = ["aria-labelledby", "aria-describedby"]
            .map((name) => picture.getAttribute(name) ?? "").join(" ");
        // If an id occurs twice, it means the first element that has it.
        const found = attributes.split(/\s+/).filter(Boolean)
            .map((id) => document.getElementById(id));
        for (const kind of ["title", "desc"]) {
            const words = picture.querySelector(kind);
            if (!words?.textContent.trim()) {
                complaints.push(`${titled(picture)} has no ${kind}, or an empty one`);
            } else if (!found.includes(words)) {
                complaints.push(`${titled(picture)} does not name its ${kind} by `
                    + "aria-labelledby or aria-describedby, or names another one's");
            }
        }
    }
    return complaints;
}

/** Returns complaints about pictures that are not fully visible. */
function misplacedPictures() {
    const complaints = [];
    const column = document.querySelector("main").getBoundingClientRect();
    for (const picture of pictures().filter((it) => !isReplaced(it))) {
        picture.closest("details")?.setAttribute("open", "");
        const box = picture.getBoundingClientRect();
        const style = { opacityProperty: true, visibilityProperty: true };
        if (!picture.checkVisibility(style) || !box.width || !box.height) {
            complaints.push(`${titled(picture)} cannot be seen`);
        } else if (box.left < column.left - 1 || box.right > column.right + 1) {
            complaints.push(`${titled(picture)} is wider than the text: `
                + `${Math.round(box.width)} px in ${Math.round(column.width)} px`);
        }
    }
    return complaints;
}

/** Returns complaints about parts that hardly stand out from the background in
 * the current theme. */
function faintParts() {
    return pictures().flatMap((picture) =>
        [...faintTexts(picture), ...faintShapes(picture)]
            .map((complaint) => `${titled(picture)}: ${complaint}`));
}

function faintTexts(picture) {
    const complaints = [];
    for (const text of picture.querySelectorAll("text, tspan")) {
        const written = [...text.childNodes].some((node) =>
            node.nodeType === Node.TEXT_NODE && node.data.trim());
        if (written) {
            const below = [...behind(picture), ...shapesBelow(text, picture)];
            const seen = contrast(below, paint(text, "fill"));
            if (seen < TEXT_CONTRAST) {
                complaints.push(faint(named(text), seen, TEXT_CONTRAST));
            }
        }
    }
    return complaints;
}

function faintShapes(picture) {
    const complaints = [];
    const below = behind(picture);
    for (const shape of shapes(picture)) {
        const seen = Math.max(0, ...paints(shape).map((it) => contrast(below, it)));
        if (seen < SHAPE_CONTRAST) {
            complaints.push(faint(named(shape), seen, SHAPE_CONTRAST));
        }
    }
    return complaints;
}

function faint(what, seen, needed) {
    const rounded = Math.floor(seen * 100) / 100;
    return `${what} has a contrast of ${rounded}, but needs ${needed}`;
}

/** Returns the shapes that mean something and have a size. The grid of a diagram
 * (class `ink-grid`) may be faint, and definitions are not drawn in place. */
function shapes(picture) {
    const skipped = ".ink-grid, .ink-grid *, defs *, pattern *, marker *, clipPath *, mask *";
    return [...picture.querySelectorAll(SHAPES)].filter((shape) => {
        const box = shape.getBBox();
        return !shape.matches(skipped) && (box.width || box.height);
    });
}

/** Returns the paints of shapes that are drawn before `text`, under its middle. */
function shapesBelow(text, picture) {
    const box = text.getBoundingClientRect();
    const x = (box.left + box.right) / 2;
    const y = (box.top + box.bottom) / 2;
    return shapes(picture).filter((shape) => {
        const under = shape.getBoundingClientRect();
        const before = shape.compareDocumentPosition(text)
            & Node.DOCUMENT_POSITION_FOLLOWING;
        return before && under.left <= x && x <= under.right
            && under.top <= y && y <= under.bottom;
    }).filter(filled).map((shape) => paint(shape, "fill"));
}

function filled(shape) {
    return getComputedStyle(shape).fill !== "none" && shape.localName !== "line";
}

/** Returns the paint of `element`: its colour and its opacity. */
function paint(element, kind) {
    const style = getComputedStyle(element);
    let opacity = Number(style[`${kind}Opacity`]);
    for (let part = element; part; part = part.parentElement) {
        opacity *= Number(getComputedStyle(part).opacity);
    }
    return { colour: style[kind], opacity };
}

/** Returns the fill and the stroke of `shape`, if it has them. */
function paints(shape) {
    const style = getComputedStyle(shape);
    const kinds = [];
    if (filled(shape)) {
        kinds.push("fill");
    }
    if (style.stroke !== "none" && parseFloat(style.strokeWidth) > 0) {
        kinds.push("stroke");
    }
    return kinds.map((kind) => paint(shape, kind));
}

/** Returns the backgrounds of `picture`, from the lowest to the highest. */
function behind(picture) {
    const layers = [];
    for (let box = picture; box; box = box.parentElement) {
        const colour = getComputedStyle(box).backgroundColor;
        layers.unshift({ colour, opacity: 1 });
    }
    return layers;
}

/** Returns the contrast between `layers` and `paint` on top of them: 1 if they
 * are equal, 21 between black and white. */
function contrast(layers, paint) {
    const lights = [blend(layers), blend([...layers, paint])].map(luminance);
    return (Math.max(...lights) + 0.05) / (Math.min(...lights) + 0.05);
}

/** Returns red, green and blue of `layers` on top of one another, as the browser
 * mixes them, in any notation of colours. */
function blend(layers) {
    const pixel = new OffscreenCanvas(1, 1).getContext("2d");
    for (const { colour, opacity } of layers) {
        pixel.globalAlpha = opacity;
        pixel.fillStyle = colour;
        pixel.fillRect(0, 0, 1, 1);
    }
    return [...pixel.getImageData(0, 0, 1, 1).data].slice(0, 3);
}

/** Returns the relative luminance, as WCAG 2.2 defines it. */
function luminance(colour) {
    const [red, green, blue] = colour.map((part) => {
        const value = part / 255;
        return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
