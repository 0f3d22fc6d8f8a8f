# Completion of caracal(1) for bash.

_caracal() {
	local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} IFS=$'\n'
	# A colon parts words here, so that of a shape only what follows it is completed.
	if [[ $word == : || $before == : ]]; then
		local i=$((COMP_CWORD - 1))
		[[ $word == : ]] && word='' || i=$((COMP_CWORD - 2))
		[[ ${COMP_WORDS[i - 1]} == --aspect ]] || return
		local shape
		for shape in 16:9 9:16 1:1; do
			[[ $shape == "${COMP_WORDS[i]}:$word"* ]] && COMPREPLY+=("${shape#*:}")
		done
		return
	fi
	case $before in
	--picture | --out)
		compopt -o filenames
		COMPREPLY=($(compgen -f -- "$word"))
		return
		;;
	--aspect) COMPREPLY=($(compgen -W $'16:9\n9:16\n1:1' -- "$word")); return ;;
	--as) COMPREPLY=($(compgen -W $'mp4\nclean\ngif\nwebp\npng\njpeg\ntiktok\nreels\nshorts\nyoutube\nwhatsapp' -- "$word")); return ;;
	--frame) COMPREPLY=($(compgen -W $'first\nlast' -- "$word")); return ;;
	--fit) COMPREPLY=($(compgen -W $'blur\ncrop' -- "$word")); return ;;
	--width | --rate | --least) return ;;
	--with) COMPREPLY=($(compgen -W $'draft\nlynx' -- "$word")); return ;;
	--prompt) return ;;
	esac
	case ${COMP_WORDS[1]} in
	make)
		if ((COMP_CWORD > 1)); then
			COMPREPLY=($(compgen -W $'--picture\n--prompt\n--aspect\n--with\n--out' -- "$word"))
			return
		fi
		;;
	export)
		if ((COMP_CWORD > 1)) && [[ $word == -* ]]; then
			COMPREPLY=($(compgen -W $'--as\n--out\n--width\n--rate\n--frame\n--fit\n--least\n--replace\n--number' -- "$word"))
			return
		fi
		;;
	resume | jobs)
		if ((COMP_CWORD > 1)); then
			[[ ${COMP_WORDS[1]} == jobs ]] && COMPREPLY=($(compgen -W --json -- "$word")) || COMPREPLY=($(compgen -W --no-home -- "$word"))
			return
		fi
		;;
	decide)
		if ((COMP_CWORD > 1)); then
			((COMP_CWORD == 3)) && COMPREPLY=($(compgen -W $'send\nforget' -- "$word"))
			return
		fi
		;;
	esac
	compopt -o filenames
	COMPREPLY=($(compgen -f -- "$word"))
	if ((COMP_CWORD == 1)); then
		COMPREPLY+=($(compgen -W $'make\nresume\njobs\ndecide\nexport\n--help' -- "$word"))
	fi
}
complete -F _caracal caracal
